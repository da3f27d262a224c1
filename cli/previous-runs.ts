import { readFileSync } from 'node:fs';
import { RecordError, messageOf } from '../audit/errors.js';
import type { Remembered } from '../audit/remembered.js';
import { rememberedOf } from '../audit/row.js';
import { runSchema } from '../audit/run.js';

/** What an earlier run (`--output json`) knew of resources, by report. */
export const readPrevious = (file: string): ReadonlyMap<string, readonly Remembered[]> => {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RecordError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  const runs = typeof content === 'object' && content !== null && 'runs' in content ? content.runs : [content];
  const parsed = runSchema.array().safeParse(runs);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RecordError(`${file} is not a run: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  return new Map(
    parsed.data.map(({ report, resources, asOf }) => [
      report,
      resources.map((row) => rememberedOf(row, row.remembered ? 0 : Date.parse(asOf))),
    ]),
  );
};
