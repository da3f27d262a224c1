import * as z from 'zod';
import { DAY } from '../../audit/schema.js';
import { RECORD_VERSION, parseItem } from '../../audit/record/items.js';
import { BEGUN_PREFIX, atOnceKey, reportKey } from '../../audit/record/keys.js';
import { runIdOf } from '../../audit/conclude.js';
import { expiresAt } from './expiry.js';
import type { Table } from './table.js';

/** Up to when of theirs hints of a report were acted upon, and the last run that was started for them. */
const itemSchema = z.object({
  version: z.literal(RECORD_VERSION),
  done: z.record(z.string(), z.number()),
  execution: z.string(),
  /** Its input, as JSON: one that was never started is started with the same. */
  input: z.string(),
});
export type AtOnceItem = Omit<z.output<typeof itemSchema>, 'version'>;

export const readAtOnce = async (table: Table, report: string): Promise<AtOnceItem | undefined> => {
  const item = await table.get(atOnceKey(report));
  return item === undefined ? undefined : parseItem(itemSchema, item, 'What was started at once');
};

/** Notes what is about to be started; false where another did so meanwhile. */
export const putAtOnce = (
  table: Table,
  report: string,
  item: AtOnceItem,
  read: AtOnceItem | undefined,
): Promise<boolean> =>
  table.put(
    { ...atOnceKey(report), version: RECORD_VERSION, ...item, expires: expiresAt(table.now() + DAY) },
    read === undefined ? 'ABSENT' : { still: { execution: read.execution } },
  );

/** Executions of runs over everything that were begun after one, newest first. */
export async function* executionsAfter(table: Table, report: string, runId: string): AsyncGenerator<string> {
  const query = {
    between: [`${BEGUN_PREFIX}${runId}`, `${BEGUN_PREFIX}${runIdOf(table.now() + DAY, '')}`] as const,
    newestFirst: true,
  };
  for await (const { runId: begun, isPart, execution } of table.query(reportKey(report), query))
    if (begun !== runId && isPart !== true && typeof execution === 'string') yield execution;
}
