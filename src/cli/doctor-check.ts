import type { Finding } from '../domain/finding.js';
import { errorText } from '../lib/log.js';
import type { Clock } from '../ports.js';

/** One thing to look at, apart from all others; it tells what it finds as it goes. */
export interface Check {
  readonly area: Finding['area'];
  readonly what: string;
  run(signal: AbortSignal): AsyncIterable<Finding>;
  /** Where it may take longer than others. */
  readonly limitSeconds?: number;
  /** What to say when its time is up; by default that nothing answered. */
  late?(): Finding | null;
}

const LIMIT_SECONDS = 10;
const LATE = Symbol('late');
const NO_ANSWER_MEND = 'Try again; if it stays so, look for a firewall or a proxy that lets nothing through.';

/** What a check found until its end or its time limit. Never rejects: a check that breaks is a finding. */
export async function examine(check: Check, clock: Clock): Promise<Finding[]> {
  const over = new AbortController();
  const seconds = check.limitSeconds ?? LIMIT_SECONDS;
  const limit = clock.sleep(seconds * 1000, over.signal).then(() => LATE);
  limit.catch(() => undefined);
  const found: Finding[] = [];
  const { area, what } = check;
  try {
    const steps = check.run(over.signal)[Symbol.asyncIterator]();
    for (;;) {
      const step = await Promise.race([steps.next(), limit]);
      if (typeof step === 'symbol') {
        const detail = `no answer within ${seconds} s`;
        found.push(check.late?.() ?? { area, what, state: 'fail', detail, mend: NO_ANSWER_MEND });
        return found;
      }
      if (step.done) return found;
      found.push(step.value);
    }
  } catch (error) {
    const detail = `could not be checked: ${errorText(error)}`;
    found.push({ area, what, state: 'fail', detail, mend: 'Mend what it says, then run doctor again.' });
    return found;
  } finally {
    over.abort(new Error('the check is over'));
  }
}
