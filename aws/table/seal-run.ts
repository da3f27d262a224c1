import { sha256 } from '../../audit/canonical.js';
import { messageOf } from '../../audit/errors.js';
import { runText } from '../../audit/evidence/covered.js';
import { evidenceOf } from '../../audit/evidence/link.js';
import { type Entry, listedOf } from '../../audit/evidence/list.js';
import type { Evidence } from '../../audit/evidence/schema.js';
import type { RunItem } from '../../audit/record/items.js';
import { listKey } from '../../audit/record/keys.js';
import { DAY } from '../../audit/schema.js';
import { shorten } from '../../audit/shorten.js';
import { unpack } from '../packed.js';
import type { Signer } from '../signer.js';
import { expiresAt } from './expiry.js';
import { putList, removeList } from './lists.js';
import { keptUntil, readRunAt } from './runs.js';
import type { Table } from './table.js';

const LONGEST_REASON = 500;

/** A run as it is about to be published, but for its evidence. */
export interface RunToSeal {
  readonly item: RunItem;
  readonly before: RunItem | undefined;
  readonly findings: readonly Entry[];
  readonly rows: readonly Entry[];
  readonly keptFor: number;
}

/** Ties a run to all that is kept of it and to the run before it, and signs it where there is a key. */
export const sealRun = async (table: Table, run: RunToSeal, signer: Signer | undefined): Promise<RunItem> => {
  const { item, keptFor, findings } = run;
  // LATEST may be gone where history is not: its report was removed, and runs are kept longer than the last one was.
  const before = run.before ?? (await readRunAt(table, item.report, Date.parse(item.asOf) - 1));
  const evidence = evidenceOf({
    before,
    publishedAt: expiresAt(Date.parse(item.publishedAt)),
    until: keptUntil(item, keptFor),
    findings: listedOf(findings),
    rows: await listRows(table, run, before),
    signingKey: signer?.keyArn,
  });
  const proven = { ...item, evidence };
  const digest = sha256(runText(proven, await unpack(item.header)));
  return { ...proven, digest, ...(signer === undefined ? {} : await signed(signer, digest)) };
};

/** A report that cannot be signed is still a report: it is published, and says that it is not signed and why. */
const signed = async (signer: Signer, digest: string): Promise<Pick<RunItem, 'signature' | 'unsigned'>> => {
  try {
    return { signature: await signer.sign(digest) };
  } catch (error) {
    return { unsigned: shorten(messageOf(error), LONGEST_REASON) };
  }
};

/** Rows that did not change need no other list. It outlives them all. */
const listRows = async (
  table: Table,
  { item: { report, runId }, rows }: RunToSeal,
  before: RunItem | undefined,
): Promise<Evidence['rows']> => {
  const listed = listedOf(rows);
  const known = before?.evidence?.rows;
  const listBefore = known === undefined ? {} : { listBefore: known.list };
  if (known?.digest === listed.digest) return { ...known, ...listBefore };
  const listUntil = rows.reduce((latest, [, expires]) => Math.max(latest, expires), 0) + DAY / 1000;
  await putList(table, listKey(report, runId, 'ROWS'), rows, listUntil);
  return { ...listed, list: runId, listUntil, ...listBefore };
};

/** Removes the list of rows that neither the latest run has nor the one before it, whose rows are there too. */
export const removeOldList = async (table: Table, latest: RunItem, before: RunItem | undefined): Promise<void> => {
  const old = before?.evidence?.rows.listBefore;
  if (old === undefined || old === latest.evidence?.rows.list || old === before?.evidence?.rows.list) return;
  await removeList(table, listKey(latest.report, old, 'ROWS'));
};
