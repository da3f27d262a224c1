import { sha256 } from '../../audit/canonical.js';
import { runText } from '../../audit/evidence/covered.js';
import type { Link } from '../../audit/evidence/chain.js';
import { type RunItem, parseItem, runItemSchema } from '../../audit/record/items.js';
import { type Key, RUN_PREFIX, latestKey, reportKey } from '../../audit/record/keys.js';
import { messageOf } from '../../audit/errors.js';
import { unpack } from '../packed.js';
import type { Item, Table } from './table.js';

/** A run's item as a link of a chain, and where it lies. */
export interface RunLink extends Link {
  readonly key: Key;
  /** Undefined where it cannot be read. */
  readonly item: RunItem | undefined;
}

/** Links of the history, newest first, page by page. */
export async function* historyLinks(table: Table, report: string): AsyncGenerator<RunLink> {
  for await (const raw of table.query(reportKey(report), { prefix: RUN_PREFIX, newestFirst: true })) yield linkOf(raw);
}

export const latestLink = async (table: Table, report: string): Promise<RunLink | undefined> => {
  const raw = await table.get(latestKey(report));
  return raw === undefined ? undefined : linkOf(raw);
};

const linkOf = async (raw: Item): Promise<RunLink> => {
  const key = { pk: String(raw['pk']), sk: String(raw['sk']) };
  // A run of the history is the one that its key says; LATEST is the one that it says.
  const runId = key.sk.startsWith(RUN_PREFIX) ? key.sk.slice(RUN_PREFIX.length) : String(raw['runId']);
  try {
    const item = parseItem(runItemSchema, raw, 'A run');
    const text = runText(raw, await unpack(item.header));
    const { digest, evidence, signature } = item;
    // LATEST stays, unless its report is removed.
    const expires = expiresOf(raw) ?? (key.sk === LATEST ? evidence?.until : undefined);
    // What says that it is another run, lies in the wrong place.
    const computed = item.runId === runId ? sha256(text) : 'another run';
    return { key, item, runId, digest, evidence, signature, expires, text, computed };
  } catch (error) {
    const broken = { digest: undefined, evidence: undefined, signature: undefined, text: '' };
    return { key, item: undefined, runId, expires: expiresOf(raw), ...broken, computed: messageOf(error) };
  }
};

const { sk: LATEST } = latestKey('');

const expiresOf = ({ expires }: Item): number | undefined => (typeof expires === 'number' ? expires : undefined);
