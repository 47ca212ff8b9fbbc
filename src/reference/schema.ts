import { z } from 'zod';

const words = z.string().min(1, 'empty');
const httpsUrl = z.url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'not an https address' });

export const authoritySchema = z.strictObject({
  name: words,
  /** How it is called in an alert: "OFAC". */
  short: words,
  country: words,
  /** Its page for people. */
  url: httpsUrl,
  /** Its lists, by source id. */
  lists: z.record(words, z.strictObject({ title: words })),
});

export const programSchema = z.strictObject({
  name: words,
  legalBasis: words.exactOptional(),
  country: words.exactOptional(),
  /** Where name, basis and country were read. */
  source: words,
});

const pattern = words.refine(isPattern, 'not a regular expression');

const chainSchema = z.strictObject({
  name: words,
  /** What an address of the chain looks like, whole. */
  pattern,
  /** With `{address}`; null where no explorer shows addresses of the chain. */
  explorer: httpsUrl.refine((url) => url.includes('{address}'), 'lacks {address}').nullable(),
});

export const currenciesSchema = z.strictObject({
  chains: z.record(words, chainSchema),
  /** What follows "Digital Currency Address - " on the list: the currency, and the chains it lives on, likeliest first. */
  labels: z.record(words, z.strictObject({ name: words, chains: z.array(words).min(1, 'no chain') })),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

export type Authority = z.infer<typeof authoritySchema>;
export type Program = z.infer<typeof programSchema>;
export type Chain = z.infer<typeof chainSchema>;
export type Currencies = z.infer<typeof currenciesSchema>;
