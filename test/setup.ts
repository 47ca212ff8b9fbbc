import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a failure is the change's own. `FC_SEED=$RANDOM npm test` draws
 * others; what fails then is repeated with the seed it names.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20190913) });
