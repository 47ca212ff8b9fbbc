import { z } from 'zod';
import type { Actor } from '../domain/actor.js';

const day = z.iso.date('not a calendar day as YYYY-MM-DD');
const words = z
  .string()
  .min(1, 'empty')
  .refine((text) => text === text.trim(), 'has blanks at its ends');
const actorId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not an id: lower-case letters, digits and single hyphens');
const httpsUrl = z.url({ protocol: /^https$/, hostname: z.regexes.domain, error: 'not an https address' });

const citation = z.strictObject({ source: words, url: httpsUrl, date: day });

const listing = z.strictObject({
  list: actorId,
  ref: words,
  name: words,
  programs: z.array(words),
  since: day.exactOptional(),
  until: day.exactOptional(),
  citation,
});

const alias = z.strictObject({
  name: words,
  kind: z.enum(['official', 'analyst']),
  strength: z.enum(['strong', 'weak']).exactOptional(),
  common: z.boolean().exactOptional(),
  citation,
});

const relation = z.strictObject({
  kind: z.enum(['parent', 'child', 'linked', 'member']),
  actor: actorId,
  text: words,
  citation,
});

const event = z.strictObject({
  date: day,
  kind: z.enum(['announced', 'listed', 'amended', 'delisted', 'gazetted', 'indicted', 'advisory']),
  text: words,
  citation,
});

/** One file of `data/actors`. An unknown key is an error: a misspelt one would lose its fact. */
export const actorSchema: z.ZodType<Actor> = z.strictObject({
  id: actorId,
  name: words,
  type: z.enum(['individual', 'entity']),
  country: words,
  summary: words,
  summaryCitation: citation,
  status: z.enum(['listed', 'historical', 'indicted']),
  listings: z.array(listing),
  aliases: z.array(alias),
  relations: z.array(relation),
  timeline: z.array(event),
});
