import { canonical } from '../audit/canonical.js';
import { millis } from '../audit/copy-job.js';
import { CONTROLS } from '../audit/controls/index.js';
import { parseDefinition } from '../audit/definition.js';
import { windowOf } from '../audit/filter-set.js';
import type { Run } from '../audit/run.js';
import { type Said, saidByOracle, saidByProduct } from '../test/oracle/compare.js';
import type { Input, Known, UnitRead } from '../test/oracle/input.js';
import { ACCOUNTS, type World } from './world.js';
import type { Seen } from './seen.js';

type Raw = Readonly<Record<string, unknown>>;

const MARGIN = 1000;
const TIMES = ['CreationDate', 'CompletionDate'];

/**
 * Whether an undisturbed report is what the rules say of the data as they were served, by an implementation of these that
 * shares no code with the product: what every seed is compared with must be right itself. Answers what differs.
 */
export const againstRules = async (
  { definition, asOf, before }: World,
  endpoint: string,
  { before: earlier, run }: { readonly before: Seen | undefined; readonly run: Seen },
): Promise<readonly string[]> => {
  const parsed = parseDefinition(definition);
  const severities = new Map<string, string>(CONTROLS.map(({ name, severity }) => [name, severity]));
  const units: UnitRead[] = [];
  for (const set of parsed.filterSets) {
    const { from = 0, to } = windowOf(set, asOf);
    const created = `&createdAfter=${iso(from - MARGIN)}&createdBefore=${iso(to + MARGIN)}`;
    for (const { accounts = [HOME], regions = [] } of (set.targets ?? []) as readonly Target[])
      for (const accountId of accounts)
        for (const region of regions) {
          const ask = (path: string, list: string, query: string) => served(endpoint, region, path, list, query);
          const of = accountId === HOME ? '' : `&accountId=${accountId}`;
          units.push({
            filterSet: set.name,
            accountId,
            region,
            jobs: (await ask('/copy-jobs', 'CopyJobs', of + created)).map(readable),
            backupJobs: (await ask('/backup-jobs', 'BackupJobs', of)).map(readable),
            protectedResources: await ask('/resources', 'Results', ''),
            tagged: [],
          });
        }
  }
  const remembered =
    before === undefined || earlier === undefined ? [] : earlier.rows.map((row) => knownOf(row, before));
  const severityOf = (control: string): string => severities.get(control) ?? '';
  const input: Input = { definition: parsed, asOf, units, remembered, severityOf };
  // That nothing is seen of other accounts is said of the organization, not of the rules of judging.
  if (run.run.units.some(({ error }) => error?.includes('is visible') === true)) return [];
  const product = saidByProduct({ ...run.run, findings: run.findings, resources: run.rows } as unknown as Run);
  return differences(saidByOracle(input), product);
};

interface Target {
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
}

const HOME = ACCOUNTS[0];

const iso = (ms: number): string => encodeURIComponent(new Date(ms).toISOString());

/** A time that no calendar has is none. */
const readable = (record: Raw): Raw =>
  Object.fromEntries(
    Object.entries(record).filter(([name, value]) => !TIMES.includes(name) || millis(value) !== undefined),
  );

const knownOf = (
  { filterSet, resourceArn, resourceType, firstJob, newestJob, newestGoodCopy }: Seen['rows'][number],
  seen: number,
): Known => {
  const ms = (date: string | undefined) => (date === undefined ? undefined : Date.parse(date));
  const [firstCreated, newestCreated] = [ms(firstJob), ms(newestJob)];
  return {
    filterSet,
    arn: resourceArn,
    ...(resourceType === undefined ? {} : { type: resourceType }),
    ...(firstCreated === undefined ? {} : { firstCreated }),
    ...(newestCreated === undefined ? {} : { newestCreated }),
    newest: Object.fromEntries(Object.entries(newestGoodCopy).map(([clock, date]) => [clock, Date.parse(date)])),
    seen,
  };
};

/** All records of a list, without any client’s help. */
const served = async (endpoint: string, region: string, path: string, list: string, query: string): Promise<Raw[]> => {
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/${region}/backup/aws4_request, Signature=0`,
  };
  const records: Raw[] = [];
  let token = '';
  do {
    const response = await fetch(`${endpoint}${path}?maxResults=1000${query}${token}`, { headers });
    const body = (await response.json()) as Record<string, Raw[]> & { readonly NextToken?: string };
    if (!response.ok) throw new Error(`The endpoint answers ${response.status}: ${JSON.stringify(body)}`);
    records.push(...(body[list] ?? []));
    token = body.NextToken === undefined ? '' : `&nextToken=${encodeURIComponent(body.NextToken)}`;
  } while (token !== '');
  return records;
};

const SHOWN = 300;

const differences = (expected: Said, found: Said): readonly string[] =>
  (Object.keys(expected) as (keyof Said)[]).flatMap((part) => {
    const [should, does] = [expected[part], found[part]].map((value) => canonical(value)) as [string, string];
    if (should === does) return [];
    const at = [...should].findIndex((letter, index) => letter !== does[index]);
    const from = Math.max(0, at - SHOWN / 2);
    return [
      `against the rules: ${part} says …${does.slice(from, from + SHOWN)}, not …${should.slice(from, from + SHOWN)}`,
    ];
  });
