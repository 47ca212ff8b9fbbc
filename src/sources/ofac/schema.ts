import { z } from 'zod';

/** `GET /changes/history/{yyyy}`: one row a publication; the dates have no offset. Empty early in January. */
export const changeHistory = z.array(
  z.object({ publicationID: z.number().int().nonnegative(), datePublished: z.string() }),
);

/** One row of it. */
export type Publication = z.infer<typeof changeHistory>[number];
