import * as z from 'zod';
import { runSchema } from './run.js';

/** The JSON Schema of what `copy-audit run --output json` prints: one run, or several as `runs`. */
export const runJsonSchema = (): Readonly<Record<string, unknown>> => {
  const run = z.toJSONSchema(runSchema, { io: 'output', target: 'draft-7' });
  const { $schema, definitions, ...shape } = run as Record<string, unknown>;
  return {
    $schema,
    title: 'A run of a compliance report, or several (copy-audit run --output json)',
    definitions: { ...(definitions as object | undefined), run: shape },
    anyOf: [
      { $ref: '#/definitions/run' },
      {
        type: 'object',
        properties: { runs: { type: 'array', items: { $ref: '#/definitions/run' } } },
        required: ['runs'],
        additionalProperties: false,
      },
    ],
  };
};
