import { type Entry, entryOf, inOrder } from '../../audit/evidence/list.js';
import type { Finding } from '../../audit/finding.js';
import { type FindingItem, RECORD_VERSION, findingItemSchema, parseItem } from '../../audit/record/items.js';
import {
  FINDING_PREFIX,
  type Key,
  findingKey,
  findingPrefix,
  listKey,
  partitionOfRun,
} from '../../audit/record/keys.js';
import { shorten } from '../../audit/shorten.js';
import { HOUR } from '../../audit/schema.js';
import { SEVERITIES, type Severity } from '../../audit/status.js';
import { expiresAt } from './expiry.js';
import { putList } from './lists.js';
import type { Item, Table } from './table.js';

/**
 * Writes the findings of a run, and removes what an earlier try of it had found that it does not find now; answers what its
 * digest has to cover. They outlive their run by an hour, so that none is missing of a run that is there.
 */
export const putFindings = async (
  table: Table,
  report: string,
  runId: string,
  findings: readonly Finding[],
  keptFor: number,
): Promise<Entry[]> => {
  const expires = expiresAt(table.now() + keptFor + HOUR);
  const items = findings.map((finding) => ({
    ...findingKey(report, runId, finding),
    ...fitted(report, runId, finding),
    expires,
  }));
  const found = new Set(items.map(({ sk }) => sk));
  const stale: Key[] = [];
  const there = table.query(partitionOfRun(report, runId), { prefix: FINDING_PREFIX, attributes: ['pk', 'sk'] });
  for await (const { pk, sk } of there) if (!found.has(String(sk))) stale.push({ pk: String(pk), sk: String(sk) });
  await table.write(items, stale);
  const entries = inOrder(items.map(entryOf));
  await putList(table, listKey(report, runId, 'FINDINGS'), entries, expires);
  return entries;
};

/** Findings of a run as they lie in the table, in the order of their list. */
export async function* findingEntries(table: Table, report: string, runId: string): AsyncGenerator<Entry> {
  for await (const item of table.query(partitionOfRun(report, runId), { prefix: FINDING_PREFIX })) yield entryOf(item);
}

/** Which findings of a run. */
export interface WhichFindings {
  readonly severity?: Severity | undefined;
  /** Only what comes after this finding: its sort key without what all findings' keys begin with. */
  readonly after?: string | undefined;
  readonly atOnce?: number | undefined;
}

/** Findings of a run, worst first; of one severity where it is given. */
export async function* readFindings(
  table: Table,
  report: string,
  runId: string,
  { severity, after, atOnce }: WhichFindings = {},
): AsyncGenerator<Finding> {
  const prefix = severity === undefined ? FINDING_PREFIX : findingPrefix(severity);
  const last = after === undefined ? undefined : `${FINDING_PREFIX}${after}`;
  const query = {
    prefix,
    // DynamoDB refuses to begin where the query could not have been.
    ...(last?.startsWith(prefix) === true ? { after: last } : {}),
    ...(atOnce === undefined ? {} : { atOnce }),
  };
  for await (const raw of table.query(partitionOfRun(report, runId), query)) yield findingOf(raw);
}

/** Where a list of findings goes on after one. */
export const afterFinding = (report: string, runId: string, finding: Finding): string =>
  findingKey(report, runId, finding).sk.slice(FINDING_PREFIX.length);

/** One finding of a run, by its id, whatever its severity is and whether or not it is exempt. */
export const readFinding = async (
  table: Table,
  report: string,
  runId: string,
  id: string,
): Promise<Finding | undefined> => {
  const keys = SEVERITIES.flatMap((severity) =>
    [undefined, true].map((exempt) => findingKey(report, runId, { id, severity, exempt })),
  );
  const found = await Promise.all(keys.map((key) => table.get(key)));
  const item = found.find((each) => each !== undefined);
  return item === undefined ? undefined : findingOf(item);
};

/** Findings of a run whose ids begin so, worst first: at most so many. */
export const findingsBeginning = async (
  table: Table,
  report: string,
  runId: string,
  beginning: string,
  most: number,
): Promise<Finding[]> => {
  const found: Finding[] = [];
  for (const severity of SEVERITIES)
    for (const exempt of [undefined, true]) {
      const { pk, sk: prefix } = findingKey(report, runId, { id: beginning, severity, exempt });
      for await (const raw of table.query(pk, { prefix, atOnce: most })) {
        if (found.length >= most) return found;
        found.push(findingOf(raw));
      }
    }
  return found;
};

const findingOf = (raw: Item): Finding => {
  const { finding, job } = parseItem(findingItemSchema, raw, 'A finding');
  return job === undefined ? finding : { ...finding, job: JSON.parse(job) as Record<string, unknown> };
};

// An item has 400 KB. A finding is far smaller, but for a composite of thousands of members, or foreign text without end.
const LARGEST = 300_000;
const LARGEST_JOB = 150_000;
const MOST_CHILDREN = 100;
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 200;

const fitted = (report: string, runId: string, { job, ...finding }: Finding): FindingItem => {
  const item = (kept: FindingItem['finding'], evidence: Finding['job']): FindingItem => ({
    version: RECORD_VERSION,
    report,
    runId,
    finding: kept,
    ...(evidence === undefined ? {} : { job: JSON.stringify(evidence) }),
  });
  const whole = item(finding, job);
  if (sizeOf(whole) <= LARGEST) return whole;
  const evidence = job === undefined ? undefined : withoutTheLargest(shortened(job));
  const shorter = item(shortened(withMembers(finding, MOST_CHILDREN)), evidence);
  return sizeOf(shorter) <= LARGEST ? shorter : item(shortened(withMembers(finding, 0)), evidence);
};

const sizeOf = (item: unknown): number => Buffer.byteLength(JSON.stringify(item));

/** The first members, and how many there are besides. */
const withMembers = ({ children, ...rest }: FindingItem['finding'], most: number): FindingItem['finding'] => {
  if (children === undefined) return rest;
  const more = children.length - most;
  return { ...rest, children: children.slice(0, most), ...(more > 0 ? { moreChildren: more } : {}) };
};

/** Fields in their order, as far as there is room; how many there was none for is said in one more. */
const withoutTheLargest = (job: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  let room = LARGEST_JOB;
  const fields = Object.entries(job);
  const kept = fields.filter(([name, value]) => {
    const size = sizeOf([name, value]);
    if (size > room) return false;
    room -= size;
    return true;
  });
  const left = fields.length - kept.length;
  return Object.fromEntries(left === 0 ? kept : [...kept, ['…', `${left} more fields were too large to be kept`]]);
};

/** The same with no text longer than people read. */
const shortened = <T>(value: T): T => {
  if (typeof value === 'string') return shorten(value, LONGEST_TEXT) as T;
  if (Array.isArray(value)) return value.map(shortened) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [shorten(key, LONGEST_NAME), shortened(each)]),
  ) as T;
};
