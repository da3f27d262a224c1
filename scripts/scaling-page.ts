import { ASSUMED, MEASURED, type Organization, PRICES, type Way, costOf, figuresOf, totalOf } from './scaling-model.js';

const ORGANIZATION: Organization = {
  accounts: 5_000,
  regions: ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2'],
  resources: 10,
  days: 30,
};
const RUNS = 30;

const WAYS: Readonly<Record<string, Way>> = {
  'monitoring, as it comes': { role: false, requestsPerSecond: 10, maxConcurrency: 10 },
  'monitoring, 4 at once': { role: false, requestsPerSecond: 10, maxConcurrency: 4 },
  'monitoring, all that AWS allows': { role: false, requestsPerSecond: 20, maxConcurrency: 8 },
  'monitoring, a report for each Region': {
    role: false,
    requestsPerSecond: 10,
    maxConcurrency: 4,
    reportPerRegion: true,
  },
  'roles, as it comes': { role: true, requestsPerSecond: 10, maxConcurrency: 10 },
  'roles, 50 at once': { role: true, requestsPerSecond: 10, maxConcurrency: 50 },
};

const count = (value: number, digits = 0): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const dollars = (value: number): string => `$${count(value, 2)}`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const waysTable = (): string =>
  table(
    [
      'way',
      '`requestsPerSecond`',
      '`maxConcurrency`',
      'requests a second, one Region',
      'minutes of reading',
      'Lambda seconds',
      'dollars a month',
    ],
    Object.entries(WAYS).map(([name, way]) => {
      const figures = figuresOf(ORGANIZATION, way);
      return [
        name,
        String(way.requestsPerSecond),
        String(way.maxConcurrency),
        figures.busiest === undefined ? 'of each account its own' : count(figures.busiest),
        count(figures.minutes, 0),
        count(figures.lambdaSeconds),
        dollars(totalOf(costOf(figures, RUNS))),
      ];
    }),
  );

const costTable = (way: Way): string => {
  const figures = figuresOf(ORGANIZATION, way);
  const costs = costOf(figures, RUNS);
  const arithmetic: Readonly<Record<string, string>> = {
    'Step Functions': `${count(figures.transitions)} transitions × ${RUNS} × $${PRICES.transition * 1000} a thousand`,
    Lambda: `(${count(figures.gigabyteSeconds)} GB-seconds × $${PRICES.gigabyteSecond} + ${count(figures.invocations)} calls × ${dollars(PRICES.invocation * 1e6)} a million) × ${RUNS}`,
    'DynamoDB writes': `${count(figures.writeUnits)} units × ${RUNS} × $${PRICES.writeUnit * 1e6} a million`,
    'DynamoDB reads': `${count(figures.readUnits)} units × ${RUNS} × $${PRICES.readUnit * 1e6} a million`,
    'DynamoDB storage': `${count(figures.tableGigabytes, 2)} GB × ${dollars(PRICES.tableGigabyte)}`,
    S3: `one list of ${count(figures.listBytes / 1e6, 1)} MB a run, for a day`,
    Logs: `${count(figures.logGigabytes * 1000)} MB × ${RUNS} × ${dollars(PRICES.logGigabyte)} a GB`,
  };
  return table(
    ['what', 'arithmetic', 'a month'],
    [
      ...Object.entries(costs).map(([what, cost]) => [what, arithmetic[what] ?? '', dollars(cost)]),
      ['**all**', '', `**${dollars(totalOf(costs))}**`],
    ],
  );
};

/** docs/scaling.md: every figure is computed, from the planner itself where it decides. */
export const scalingPage = (): string => {
  const { accounts, regions, resources, days } = ORGANIZATION;
  const first = WAYS['monitoring, 4 at once'] as Way;
  const figures = figuresOf(ORGANIZATION, first);
  const alone = figuresOf(ORGANIZATION, { ...first, maxConcurrency: 10, batches: false });
  const aloneCost = costOf(alone, RUNS)['Step Functions'] ?? 0;
  const cost = costOf(figures, RUNS)['Step Functions'] ?? 0;
  const fast = figuresOf(ORGANIZATION, WAYS['roles, 50 at once'] as Way);
  const rows = figures.units * resources;
  const mostRows = Math.floor(((900 - MEASURED.concludeSeconds) * ASSUMED.partitionWrites) / 2 / 10_000) * 10_000;
  return `# ${count(accounts)} accounts, on paper

What an organization of ${count(accounts)} accounts in ${regions.length} Regions takes, with ${days} days of copy jobs: ${resources} resources in each account and
Region, each copied once a day, and a run a day. That is ${count(figures.units)} units, ${count(rows)} resources and ${count(figures.jobs)} copy jobs a run.

\`npm run docs\` computes this page; batches and shares come from the planner itself, sizes were measured, and what is assumed is
listed at the end.

## Which way is faster

A unit of ${resources * days} copy jobs is one page: ${count(figures.requests)} requests a run. AWS documents 20 List requests a second for an account in a Region
(and 50 of all kinds), for everybody who asks there; \`requestsPerSecond\` is how much of it a report may spend, 10 if nothing is said.

${waysTable()}

- **Roles are faster**: each account has a budget of its own, so that only \`maxConcurrency\` limits the run: ${count(fast.minutes)} minutes with 50 at
  once. Through cross-account monitoring all accounts share the auditor's budget, and no concurrency makes ${count(figures.requests)} requests at 10 a
  second take less than ${count(figures.minutes)} minutes.
- With monitoring a higher \`maxConcurrency\` is no faster, for the budget is shared out to all that run at once: functions wait for their
  turns, and waiting is paid for. Four at once cost less than ten and take as long.
- The budget is that of one Region, and a report works through one Region after the other. A report for each Region reads them at the
  same time.
- \`skipEmptyAccounts\` saves the requests of accounts that copy nothing, at the price of some to ListCopyJobSummaries.

## What a month costs

${RUNS} runs a month through cross-account monitoring, four at once; four runs a day cost four times as much, storage apart.

${costTable(first)}

AWS Backup's and Organizations' lists are free. Metrics come on top and do not depend on the number of accounts: see
[metrics.md](metrics.md). Prices are list prices of US East (N. Virginia), on demand and without the free tier, as they were known in November 2026:
[Lambda](https://aws.amazon.com/lambda/pricing/) (arm64), [Step Functions](https://aws.amazon.com/step-functions/pricing/),
[DynamoDB](https://aws.amazon.com/dynamodb/pricing/on-demand/), [S3](https://aws.amazon.com/s3/pricing/),
[CloudWatch](https://aws.amazon.com/cloudwatch/pricing/). They change, and other Regions have others.

A run that finds nothing changed writes next to nothing: 6 items and 201 write units for 1,000,000 copy jobs of 5,000 resources
(\`npm run bench -- writes\`). Here every resource has a new copy each day, so every row is written anew.

## Batches

A child of the map costs three state transitions (its task, the choice, its end), however little it reads. A child for each unit would
be ${count(alone.transitions)} transitions a run, ${dollars(aloneCost)} a month; and as a unit of one page is done before its share of a second is over, ten
at once would send ${count(alone.busiest ?? 0)} requests a second, more than AWS allows to all. So the plan makes batches of up to 50 units of one caller, which are
read one after the other on one share: ${count(figures.batches)} children, ${count(figures.transitions)} transitions, ${dollars(cost)} a month. Few units stay alone and are read side by
side. What held and holds:

- a unit's failure is its own: one that AWS refuses is an ERROR, one with which the function ends four times is left out, and the
  next is read;
- a child answers with the units that are left and ends with nothing; a batch of 50 is about ${count(Math.round(((figures.listBytes / figures.units) * 50) / 1000))} KB of 256 KiB;
- a unit that needs longer than a function has is continued from its checkpoint, and the rest of its batch after it.

## Quotas on the way

| quota | here | what answers it |
| --- | --- | --- |
| AWS Backup: 20 List requests a second, 50 of all, an account and Region | 10 | \`requestsPerSecond\`; batches share it; a service that throttles is waited for |
| Organizations: 20 accounts a page, 8 requests a second | ${count(Math.ceil(accounts / 20))} requests, ${count(Math.ceil(accounts / 20 / 8))} s | listed once a run; adaptive retry |
| STS: \`AssumeRole\`, an hour for a role that a role assumed | one a unit | asked for anew before it ends |
| Step Functions: 256 KiB of input | a list of ${count(figures.listBytes / 1e6, 1)} MB | the list goes through S3 (\`AuditorAccess.longLists\`, \`.organization\`) |
| Step Functions: 10,000 children at once | ${first.maxConcurrency} | \`maxConcurrency\` is always set |
| Step Functions: 25,000 events of an execution | ${count(figures.batches)} children, each with a history of its own | batches; a distributed map |
| Lambda: 15 minutes | a batch of 50 units, ${count(50 / figures.share)} s | checkpoints: a unit may take hours |
| Lambda: 1,000 functions at once in an account | ${first.maxConcurrency} | \`maxConcurrency\` |
| Lambda: memory of \`publish\`, 3,008 MB | about ${count(MEASURED.concludeMegabytes)} MB for ${count(rows)} resources, and their rows of the run before | a report for each Region |
| Lambda: 15 minutes of \`publish\` | ${count(figures.publishSeconds)} s, if all rows changed | a report for each Region: about ${count(mostRows)} changed rows are the most for one |
| DynamoDB: 400 KB an item | a result of ${count(MEASURED.resultBytes / 1000, 1)} KB a unit | longer ones go in pieces |
| DynamoDB: about 1,000 writes a second for one partition | rows of a report lie in one | what is not taken is sent again; a report for each Region |
| the run's own time | 4 hours | \`runTimeout\` |

## What is assumed

- A unit of one page takes ${ASSUMED.unitSeconds.monitoring} s, ${ASSUMED.unitSeconds.role} s through a role: the table twice, one answer of AWS Backup, one of STS.
- ${count(ASSUMED.findings * 100)} % of the resources have a finding, of ${ASSUMED.findingUnits} write units with its evidence and the index.
- A row is ${MEASURED.rowUnits} write unit and as much again in the index; one that changes is written, and the one before it removed.
- What a unit found is ${count(MEASURED.resultBytes / 1000, 1)} KB, packed (measured, ten resources and 300 jobs); to conclude ${count(rows)} resources took ${MEASURED.concludeSeconds} s and ${count(MEASURED.concludeMegabytes)} MB
  (measured on one CPU of a server, in November 2026).
- Of a map's children Step Functions counts the states that they enter. Its page does not say whether the start of a child counts too;
  then it is a third more.
`;
};
