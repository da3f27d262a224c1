import { Command, InvalidArgumentError, Option } from 'commander';
import { millis } from '../../audit/copy-job.js';
import { type Definition, parseDefinition } from '../../audit/definition.js';
import type { Remembered } from '../../audit/remembered.js';
import { rememberedOf } from '../../audit/row.js';
import type { Run } from '../../audit/run.js';
import { plainJson } from '../../audit/steering.js';
import { readReport } from '../audit-report.js';
import { accountSource } from '../account-source.js';
import { readDefinitionFile } from '../definition-file.js';
import { exitCodeOf } from '../exit-code.js';
import { Progress } from '../progress.js';
import { readRecorded } from '../recorded-file.js';
import { recordedSource } from '../recorded-source.js';
import { reportFile } from '../report-file/report-file.js';
import { readRunFile } from '../run-file.js';
import type { Source } from '../source.js';
import type { Terminal } from '../terminal.js';
import { VERSION } from '../version.js';
import { overviewText } from '../views/overview-text.js';
import { runText } from '../views/run-text.js';
import { prose } from './prose.js';

export interface RunOptions {
  readonly definition?: string;
  readonly report?: readonly string[];
  readonly output: 'table' | 'json' | 'html';
  readonly asOf?: number;
  readonly endpointUrl?: string;
  readonly region?: readonly string[];
  readonly profile?: string;
  readonly requestsPerSecond?: number;
  readonly jobs?: string;
  readonly backupJobs?: string;
  readonly protectedResources?: string;
  readonly previous?: string;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const moment = (value: string): number => {
  const ms = millis(value);
  if (ms === undefined) throw new InvalidArgumentError('Expected a time such as 2026-11-24T06:00:00Z.');
  return ms;
};

const rate = (value: string): number => {
  const rate = Number(value);
  if (!Number.isInteger(rate) || rate < 1) throw new InvalidArgumentError('Expected a whole number of at least 1.');
  return rate;
};

export const runCommand = (terminal: Terminal, end: (code: number) => void): Command =>
  new Command('run')
    .summary('audit copy jobs now, with your AWS credentials, without any deployment')
    .description(
      prose(`Audits the reports of a definition with the caller's AWS credentials (read-only; nothing is deployed or written), or over
recorded copy jobs. Without a definition: every copy job of the account and Region, with the controls completed and
freshWithin 26h.

--output html writes one file to hand over: everything inside, links within, printed on A4; of a large run the worst, and what it
leaves out: copy-audit run --output html > report.html

Exit codes: 0 COMPLIANT, 2 NON_COMPLIANT, 3 INSUFFICIENT_DATA, 1 ERROR.`),
    )
    .option('-d, --definition <file>', 'reports to audit: YAML or JSON, as the app deploys them')
    .option('-r, --report <name>', 'only this report of the definition; may be repeated', collect)
    .addOption(
      new Option('-o, --output <format>', 'what is printed').choices(['table', 'json', 'html']).default('table'),
    )
    .option('--as-of <time>', 'evaluate as of this time instead of now (ISO 8601)', moment)
    .option('--region <region>', 'Region for filter sets without targets; may be repeated', collect)
    .option('--profile <name>', 'profile of the AWS configuration to use')
    .option('--endpoint-url <url>', 'endpoint of AWS Backup to read from, such as that of `copy-audit sandbox`')
    .option(
      '--requests-per-second <n>',
      'budget for each calling account and Region, instead of the definition’s',
      rate,
    )
    .option('--jobs <file>', 'recorded copy jobs in the API’s shape (JSON or NDJSON), instead of an account')
    .option('--backup-jobs <file>', 'recorded backup jobs, for controls that compare with them')
    .option('--protected-resources <file>', 'recorded protected resources, for covers')
    .option('--previous <file>', 'an earlier run (--output json), whose resources are remembered')
    .action(async (options: RunOptions) => end(await run(options, terminal)));

const run = async (options: RunOptions, terminal: Terminal): Promise<number> => {
  const asOf = options.asOf ?? terminal.now();
  const definitions = definitionsOf(options);
  const source = await sourceOf(options, terminal);
  const remembered = options.previous === undefined ? undefined : readPrevious(options.previous);
  const runs: Run[] = [];
  for (const definition of definitions) {
    const progress = new Progress(definition.name, terminal);
    const onPage = (records: number) => progress.page(records);
    const read = await readReport(definition, source, { asOf, onPage }).finally(() => progress.end());
    runs.push(read.conclude(remembered?.get(definition.name) ?? []));
  }
  if (options.output === 'json') {
    const [only, ...others] = runs;
    terminal.out(`${plainJson(others.length === 0 ? only : { runs }, 2)}\n`);
  } else if (options.output === 'html') {
    const filed = runs.map((each, index) => ({ run: each, description: definitions[index]?.description }));
    terminal.out(reportFile(filed, VERSION));
  } else {
    terminal.out(runs.map((each) => runText(each, terminal)).join('\n\n'));
    if (runs.length > 1) terminal.out(`\n${overviewText(runs, terminal)}\n`);
  }
  return exitCodeOf(runs.map(({ status }) => status));
};

const definitionsOf = ({ definition, report, requestsPerSecond }: RunOptions): readonly Definition[] => {
  const all =
    definition === undefined
      ? [parseDefinition({ name: 'AllCopies' })]
      : readDefinitionFile(definition).map((loaded) => loaded.definition);
  const unknown = report?.find((name) => !all.some((each) => each.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no report ${unknown}; there are ${all.map(({ name }) => name).join(', ')}`);
  return all
    .filter(({ name }) => report === undefined || report.includes(name))
    .map((each) => (requestsPerSecond === undefined ? each : { ...each, requestsPerSecond }));
};

const sourceOf = async (options: RunOptions, terminal: Terminal): Promise<Source> => {
  const { jobs, backupJobs, protectedResources, region, profile, endpointUrl } = options;
  if (jobs === undefined) return accountSource({ regions: region, profile, endpointUrl }, terminal);
  return recordedSource(
    {
      jobs: await readRecorded(jobs, 'copyJobs'),
      ...(backupJobs === undefined ? {} : { backupJobs: await readRecorded(backupJobs, 'backupJobs') }),
      ...(protectedResources === undefined
        ? {}
        : { protectedResources: await readRecorded(protectedResources, 'protectedResources') }),
    },
    region?.[0],
  );
};

/** What an earlier run knew of resources, by report. */
const readPrevious = (file: string): ReadonlyMap<string, readonly Remembered[]> =>
  new Map(
    readRunFile(file).map(({ report, resources, asOf }) => [
      report,
      resources.map((row) => rememberedOf(row, row.remembered ? 0 : Date.parse(asOf))),
    ]),
  );
