import type { Finding } from '../../audit/finding.js';
import { type FindingItem, RECORD_VERSION, findingItemSchema, parseItem } from '../../audit/record/items.js';
import { FINDING_PREFIX, type Key, findingKey, findingPrefix, partitionOfRun } from '../../audit/record/keys.js';
import { SEVERITIES, type Severity } from '../../audit/status.js';
import { expiresAt } from './expiry.js';
import type { Item, Table } from './table.js';

/** Writes the findings of a run, and removes what an earlier try of it had found that it does not find now. */
export const putFindings = async (
  table: Table,
  report: string,
  runId: string,
  findings: readonly Finding[],
  keptFor: number,
): Promise<void> => {
  const expires = expiresAt(table.now() + keptFor);
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
};

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

const findingOf = (raw: Item): Finding => {
  const { finding, job } = parseItem(findingItemSchema, raw, 'A finding');
  return job === undefined ? finding : { ...finding, job: JSON.parse(job) as Record<string, unknown> };
};

// An item has 400 KB. A finding is far smaller, but for a composite of thousands of members, or foreign text without end.
const LARGEST = 300_000;
const MOST_CHILDREN = 100;
const LONGEST_TEXT = 2_000;

const fitted = (report: string, runId: string, { job, ...finding }: Finding): FindingItem => {
  const head = { version: RECORD_VERSION, report, runId } as const;
  const whole = { ...head, finding, ...(job === undefined ? {} : { job: JSON.stringify(job) }) };
  if (sizeOf(whole) <= LARGEST) return whole;
  const { children, ...rest } = finding;
  const shorter = {
    ...head,
    finding: shortened({ ...rest, ...(children === undefined ? {} : { children: children.slice(0, MOST_CHILDREN) }) }),
    ...(job === undefined ? {} : { job: JSON.stringify(shortened(job)) }),
  };
  if (sizeOf(shorter) <= LARGEST) return shorter;
  return { ...head, finding: shortened(rest) };
};

const sizeOf = (item: unknown): number => Buffer.byteLength(JSON.stringify(item));

/** The same with no text longer than people read. */
const shortened = <T>(value: T): T => {
  if (typeof value === 'string') return (value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value) as T;
  if (Array.isArray(value)) return value.map(shortened) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)])) as T;
};
