import * as z from 'zod';
import { nonEmpty, shown } from './schema.js';

/** Tags that a resource must carry, all of them. */
export const tagsSchema = (description: string) =>
  z
    .record(
      nonEmpty('the key of a tag'),
      z.string({ error: ({ input }) => `expected the value of a tag, got ${shown(input)}` }),
      { error: ({ input }) => `expected tags such as {"tier": "gold"}, got ${shown(input)}` },
    )
    .refine((tags) => Object.keys(tags).length > 0, { error: 'expected at least one tag' })
    .optional()
    .meta({ description, minProperties: 1 });
