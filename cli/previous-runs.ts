import type { Remembered } from '../audit/remembered.js';
import { rememberedOf } from '../audit/row.js';
import { readRunFile } from './run-file.js';

/** What an earlier run (`--output json`) knew of resources, by report. */
export const readPrevious = (file: string): ReadonlyMap<string, readonly Remembered[]> =>
  new Map(
    readRunFile(file).map(({ report, resources, asOf }) => [
      report,
      resources.map((row) => rememberedOf(row, row.remembered ? 0 : Date.parse(asOf))),
    ]),
  );
