import { parseDefinition } from '../audit/definition.js';
import { planBatches } from '../audit/plan.js';

/** An organization as it is reckoned with. */
export interface Organization {
  readonly accounts: number;
  readonly regions: readonly string[];
  /** Resources that are copied once a day, in each account and Region. */
  readonly resources: number;
  readonly days: number;
}

/** How it is read. */
export interface Way {
  readonly role: boolean;
  readonly requestsPerSecond: number;
  readonly maxConcurrency: number;
  /** Units in batches, or each in a child of its own. */
  readonly batches?: boolean;
  /** A report for each Region, all at the same time. */
  readonly reportPerRegion?: boolean;
}

// Measured with `npm run bench -- writes`, and with 200,000 resources concluded in one process; the rest is said to be assumed.
export const MEASURED = {
  /** Bytes of what a unit of ten resources and 300 jobs found, packed. */
  resultBytes: 3_867,
  /** Write units of a row, by itself; as much again for the index. */
  rowUnits: 1,
  rowBytes: 800,
  concludeSeconds: 3,
  concludeMegabytes: 850,
} as const;

export const ASSUMED = {
  /** Of a unit of one page: table, service, and for a role the call to STS. */
  unitSeconds: { monitoring: 0.3, role: 0.4 },
  /** Resources that have a finding, and write units of one with its evidence and the index. */
  findings: 0.01,
  findingUnits: 4,
  /** Writes a second that one partition of the table takes; all rows of a report lie in one. */
  partitionWrites: 1_000,
} as const;

// US East (N. Virginia), on demand, without the free tier; as known in November 2026.
export const PRICES = {
  gigabyteSecond: 0.0000133334,
  invocation: 0.2e-6,
  transition: 0.025e-3,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  tableGigabyte: 0.25,
  putObject: 0.005e-3,
  logGigabyte: 0.5,
} as const;

const AUDIT_UNIT_GB = 1769 / 1024;
const PUBLISH_GB = 3008 / 1024;
const PAGE = 1000;
const LOG_LINE = 400;

export interface Figures {
  readonly units: number;
  readonly jobs: number;
  readonly requests: number;
  readonly batches: number;
  /** Requests a second that one batch may spend. */
  readonly share: number;
  readonly minutes: number;
  /** Requests a second that the auditor's account sends to one Region, at most; none where each account asks for itself. */
  readonly busiest: number | undefined;
  readonly transitions: number;
  readonly lambdaSeconds: number;
  readonly publishSeconds: number;
  readonly gigabyteSeconds: number;
  readonly invocations: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly listBytes: number;
  readonly tableGigabytes: number;
  readonly logGigabytes: number;
}

/** What one run takes. */
export const figuresOf = (organization: Organization, way: Way): Figures => {
  const { accounts, regions, resources, days } = organization;
  const planned = plan(organization, way);
  const batches = way.batches === false ? planned.flat().map((unit) => [unit]) : planned;
  const units = planned.flat().length;
  const reports = way.reportPerRegion === true ? regions.length : 1;
  const requests = units * Math.ceil((resources * days) / PAGE);
  const share = planned[0]?.[0]?.requestsPerSecond ?? 0;

  const seconds = way.role ? ASSUMED.unitSeconds.role : ASSUMED.unitSeconds.monitoring;
  // In a batch units of one caller take turns on one share; a unit alone is held up by nobody, whatever the budget.
  const unitSeconds = way.role || way.batches === false ? seconds : Math.max(seconds, 1 / share);
  const rounds = Math.ceil(batches.length / reports / way.maxConcurrency);
  const longest = Math.max(...batches.map(({ length }) => length));
  const rows = units * resources;
  const publishSeconds = MEASURED.concludeSeconds + (2 * rows) / reports / ASSUMED.partitionWrites;
  const lambdaSeconds = units * unitSeconds;

  const resultUnits = Math.ceil(MEASURED.resultBytes / 1024);
  const listBytes = Buffer.byteLength(JSON.stringify(planned));
  return {
    units,
    jobs: accounts * regions.length * resources * days,
    requests,
    batches: batches.length,
    share,
    minutes: (rounds * longest * unitSeconds) / 60,
    busiest: way.role ? undefined : way.maxConcurrency / unitSeconds,
    // Task, choice and end of each child; note, plan, choice, map and publish of the run.
    transitions: 3 * batches.length + 5 * reports,
    lambdaSeconds,
    publishSeconds,
    gigabyteSeconds: lambdaSeconds * AUDIT_UNIT_GB + publishSeconds * reports * PUBLISH_GB,
    invocations: batches.length + 2 * reports,
    // Results of units; rows that changed, and those that they supersede, each in the index too; findings.
    writeUnits: units * resultUnits + rows * MEASURED.rowUnits * 4 + rows * ASSUMED.findings * ASSUMED.findingUnits,
    // Whether a unit is done, and what it found; rows of this run and of the one before.
    readUnits: units * (1 + Math.ceil(MEASURED.resultBytes / 4096)) + (2 * rows * MEASURED.rowBytes) / 4096,
    listBytes,
    tableGigabytes: (2 * rows * MEASURED.rowBytes + units * MEASURED.resultBytes) / 1e9,
    logGigabytes: (units * LOG_LINE) / 1e9,
  };
};

const plan = ({ accounts, regions }: Organization, way: Way) => {
  const { role, requestsPerSecond, maxConcurrency } = way;
  const reader = { name: 'copy-audit-reader', externalId: 'copy-audit' };
  const ids = Array.from({ length: accounts }, (_, n) => String(100_000_000_000 + n * 7_919));
  const planFor = (those: readonly string[]) => {
    const target = { organization: {}, regions: [...those], ...(role ? { role: reader } : {}) };
    const definition = parseDefinition({
      name: 'Everywhere',
      filterSets: [{ name: 'everywhere', targets: [target] }],
      requestsPerSecond,
      maxConcurrency,
    });
    return planBatches(definition, { accountId: '999999999999', region: 'eu-west-1', partition: 'aws' }, () => ids);
  };
  return way.reportPerRegion === true ? regions.flatMap((region) => planFor([region])) : planFor(regions);
};

/** Dollars a month, by what is paid for. */
export const costOf = (figures: Figures, runs: number): Readonly<Record<string, number>> => ({
  'Step Functions': figures.transitions * runs * PRICES.transition,
  Lambda: (figures.gigabyteSeconds * PRICES.gigabyteSecond + figures.invocations * PRICES.invocation) * runs,
  'DynamoDB writes': figures.writeUnits * runs * PRICES.writeUnit,
  'DynamoDB reads': figures.readUnits * runs * PRICES.readUnit,
  'DynamoDB storage': figures.tableGigabytes * PRICES.tableGigabyte,
  S3: runs * PRICES.putObject,
  Logs: figures.logGigabytes * runs * PRICES.logGigabyte,
});

export const totalOf = (costs: Readonly<Record<string, number>>): number =>
  Object.values(costs).reduce((sum, each) => sum + each, 0);
