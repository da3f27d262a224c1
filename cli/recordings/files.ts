import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RecordError } from '../../audit/errors.js';

const ENDINGS = ['.json', '.ndjson', '.jsonl', '.csv'];

/** Files as they are named, and of folders all that may hold jobs, however deep: report plans write a folder a day. */
export const filesOf = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => {
    // What is not there is told by whoever reads it.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
    const inside = readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)))
      .sort()
      .map((name) => join(path, name));
    if (inside.length === 0) throw new RecordError(`${path} has no file that ends in ${ENDINGS.join(', ')}`);
    return inside;
  });
