import * as z from 'zod';
import { nonEmpty, shown, text } from './schema.js';

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** Tags that a resource must carry, all of them. */
export const tagsSchema = (description: string) =>
  z
    .record(nonEmpty('the key of a tag', LONGEST_KEY), text('the value of a tag', LONGEST_VALUE), {
      error: ({ input }) => `expected tags such as {"tier": "gold"}, got ${shown(input)}`,
    })
    .refine((tags) => Object.keys(tags).length > 0, { error: 'expected at least one tag' })
    .optional()
    .meta({ description, minProperties: 1 });
