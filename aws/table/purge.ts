import {
  BEGUN_PREFIX,
  type Key,
  RUN_PREFIX,
  partitionOfRows,
  partitionOfRun,
  reportKey,
} from '../../audit/record/keys.js';
import type { Table } from './table.js';

const AT_ONCE = 500;

/**
 * Removes everything that is kept of a report, page by page; answers false where `isLate` said so before all was gone.
 * A run's marks go last, so that what is left is found by the next try. `besides`: runs that have no mark any more.
 */
export const purge = async (
  table: Table,
  report: string,
  isLate: () => boolean,
  ...besides: readonly string[]
): Promise<boolean> => {
  const keysOf = async function* (pk: string, prefix?: string): AsyncGenerator<Key> {
    const options = { attributes: ['pk', 'sk', 'revision'], ...(prefix === undefined ? {} : { prefix }) };
    for await (const { pk: partition, sk, revision } of table.query(pk, options)) {
      if (revision !== undefined) yield* keysOf(`${String(partition)}#${String(sk)}`);
      yield { pk: String(partition), sk: String(sk) };
    }
  };
  const removeAll = async (pk: string, prefix?: string): Promise<boolean> => {
    let keys: Key[] = [];
    for await (const key of keysOf(pk, prefix)) {
      keys.push(key);
      if (keys.length < AT_ONCE) continue;
      await table.write([], keys);
      keys = [];
      if (isLate()) return false;
    }
    await table.write([], keys);
    return !isLate();
  };

  if (!(await removeAll(partitionOfRows(report)))) return false;
  const runs = new Set(besides);
  for await (const { sk } of table.query(reportKey(report), { attributes: ['sk'] })) {
    const prefix = [BEGUN_PREFIX, RUN_PREFIX].find((each) => String(sk).startsWith(each));
    if (prefix !== undefined) runs.add(String(sk).slice(prefix.length));
  }
  for (const runId of runs) if (!(await removeAll(partitionOfRun(report, runId)))) return false;
  return removeAll(reportKey(report));
};
