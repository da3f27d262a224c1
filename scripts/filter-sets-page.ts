import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FilterSet, toQuery, windowOf } from '../audit/filter-set.js';
import { DAY } from '../audit/schema.js';
import { type JsonSchema, code, typeWords } from '../audit/option-words.js';

const AS_OF = Date.parse('2026-11-24T06:00:00Z');

/** docs/filter-sets.md: every option from the JSON Schema; what is asked of AWS for it, from the function that asks. */
export const filterSetsPage = (definitionSchema: JsonSchema): string => {
  const { filterSets } = definitionSchema.properties?.['reports']?.items?.properties ?? {};
  const options = Object.entries(filterSets?.items?.properties ?? {});
  const isWhere = ([name]: Option) => name === 'targets';
  const isFilter = ([name]: Option) => asks(name).some((parameter) => parameter.startsWith('By'));
  const isPaging = ([name]: Option) => ['pageSize', 'maxItems', 'startingToken'].includes(name);
  const filters = options.filter((option) => isFilter(option) && !isWhere(option));
  const paging = options.filter(isPaging);
  const beyond = options.filter(
    (option) => option[0] !== 'name' && ![...filters, ...paging].includes(option) && !isWhere(option),
  );
  const where = Object.entries(options.find(isWhere)?.[1].items?.properties ?? {});
  return `# Filter sets

A filter set says which copy jobs a report reads: a name, any of the twelve filters of
[ListCopyJobs](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html), a window of time, and the accounts and Regions. A copy
job is in the set if it passes all that is given. This page is generated (\`npm run docs\`); the names are the same in a
definition file and in every language of the library.

A report without filter sets has one of the name \`all\`: every copy job that the auditor's account and Region created in the last 30 days.

\`\`\`yaml
filterSets:
  - name: rds-offsite
    resourceType: RDS
    destinationVaultArn: arn:aws:backup:eu-central-1:111122223333:backup-vault:offsite
    createdWithin: 7d
  - { name: gold, taggedWith: { tier: gold }, createdWithin: 7d }
\`\`\`

The same in TypeScript:

\`\`\`ts
${stretch('const gold', 'auditor.addReport')}
\`\`\`

## The filters of AWS Backup

What stands in "asks AWS" is sent with each request, so that AWS leaves the rest out; and because AWS does not say whether its bounds
of time are inclusive, a little more is asked for, and each job that comes is held against the filter once more, exactly.

${table(
  ['option', 'value', 'asks AWS', 'meaning'],
  filters
    .map((option) => [...cells(option), asks(option[0]).map(code).join(' ')])
    .map(([a = '', b = '', c = '', d = '']) => [a, b, d, c]),
)}
A \`resourceType\` with a space (\`Storage Gateway\`, \`SAP HANA on Amazon EC2\`) is no value that AWS's filter takes: jobs of every type are read then, and
the others dropped. A filter set of one \`state\` shows nothing of the others: \`completed\` over COMPLETED jobs is always met.

## Windows

A window is of the copy job's **CreationDate**, from its start and before its end: \`[from, to)\`. It never goes beyond the time of the run. A
job without a creation date stays in, and is undetermined where its date matters. \`completedWithin\` and the absolute bounds of
completion leave jobs out by CompletionDate in the same way; one that has none does not pass.

As of ${iso(AS_OF)}:

${table(
  ['given', 'jobs created from', 'and before'],
  WINDOWS.map(([given, set]) => {
    const { from, to } = windowOf({ name: 'w', ...set }, AS_OF);
    return [code(given), from === undefined ? 'whenever' : iso(from), iso(to)];
  }),
)}
AWS removes a copy job 30 days after it finished, so a longer window shows no more than that. A resource that was seen once
is remembered all the same, for \`forgetResourcesAfter\`. Durations are written \`26h\`, \`35d\`, \`1d12h\` or \`PT26H\`; a day is 24 hours, and months and years are
refused because they have no length. Times are ISO 8601 with a zone, or a date, which is midnight UTC.

## What AWS has no filter for

${table(['option', 'value', 'meaning'], beyond.map(cells))}
\`FilterSet.forPlan(plan)\` reads the vaults and rules off a backup plan of the same app: [examples/backup-plan.ts](../examples/backup-plan.ts).

A copy job has no tags, so tags are asked of the
[Resource Groups Tagging API](https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html) (\`tag:GetResources\`) as of the run, once for each
account and Region. A resource that no longer carries the tags, or is gone, is judged no more. Other accounts have to be read through a role
for it, see [organization.md](organization.md).

## Paging

A run reads all pages, in parallel slices of time, within the report's \`requestsPerSecond\`. These are for the cases where that is not wanted.

${table(['option', 'value', 'meaning'], paging.map(cells))}
## Where: targets

${table(['option', 'value', 'meaning'], where.map(cells))}
AWS lists a copy job in the Region of its source vault, and in the account that owns it. Each account in each Region is a unit of its
own, which may fail on its own. In TypeScript these are \`Target.ownAccount\`, \`.account\`, \`.accounts\`, \`.organization\` and \`.allAccountsAtOnce\`:

\`\`\`ts
${stretch("new FilterSet('november'", '],')}
\`\`\`

## Narrow sets

\`\`\`ts
${stretch("new FilterSet('denied'", '],')}
\`\`\`

Controls are judged for each filter set of their report, unless narrowed to some (their option \`filterSets\`): a job in two sets is judged in both. A set
that matched no job makes its controls \`INSUFFICIENT_DATA\`, unless they say \`allowEmpty\`.
`;
};

type Option = readonly [name: string, schema: JsonSchema];

const WINDOWS: readonly (readonly [string, Partial<FilterSet>])[] = [
  ['no window', {}],
  ['createdWithin: 7d', { createdWithin: 7 * DAY }],
  ['createdAfter: 2026-11-01', { createdAfter: Date.parse('2026-11-01') }],
  [
    'createdAfter: 2026-10-01, createdBefore: 2026-11-01',
    { createdAfter: Date.parse('2026-10-01'), createdBefore: Date.parse('2026-11-01') },
  ],
  ['createdBefore: 2026-11-01', { createdBefore: Date.parse('2026-11-01') }],
];

const cells = ([name, schema]: Option): string[] => [code(name), typeWords(schema), schema.description ?? ''];

/** The parameters of ListCopyJobs that an option changes. */
const asks = (name: string): string[] => {
  // Any value will do: what is asked is asked of each alike.
  const value = /^(created|completed)/.test(name) ? (name.endsWith('Within') ? DAY : AS_OF - DAY) : 'x';
  const queryOf = (set: FilterSet) => toQuery(set, windowOf(set, AS_OF), AS_OF) as unknown as Record<string, unknown>;
  const [without, with_] = [queryOf({ name: 'x' }), queryOf({ name: 'x', [name]: value })];
  return Object.keys(with_).filter((key) => String(with_[key]) !== String(without[key]));
};

const iso = (time: number): string => new Date(time).toISOString().replace('.000', '');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((text) => text.replaceAll('\n', ' ').replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');

const example = readFileSync(join(__dirname, '..', 'examples', 'filter-sets.ts'), 'utf8');

/** Whole lines of the example, from the first that begins so to the last before one that begins otherwise. */
const stretch = (from: string, before: string): string => {
  const lines = example.split('\n');
  const start = lines.findIndex((line) => line.trim().startsWith(from));
  const depth = lines[start]?.search(/\S/) ?? 0;
  const end = lines.findIndex((line, index) => index > start && line.trim().startsWith(before));
  return lines
    .slice(start, end)
    .map((line) => line.slice(depth))
    .join('\n')
    .trimEnd();
};
