import { readFileSync } from 'node:fs';
import { RecordError, messageOf } from '../audit/errors.js';
import { type Run, runSchema } from '../audit/run.js';

/** Runs that `copy-audit run --output json` wrote: one, or several. */
export const readRunFile = (file: string): readonly Run[] => {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RecordError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  const runs = typeof content === 'object' && content !== null && 'runs' in content ? content.runs : [content];
  const parsed = runSchema.array().safeParse(runs);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RecordError(`${file} is not a run: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};
