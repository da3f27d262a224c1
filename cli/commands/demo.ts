import { Command } from 'commander';
import { join } from 'node:path';
import type { Run } from '../../audit/run.js';
import { publishRun } from '../../aws/table/publish-run.js';
import { ReportReader } from '../../aws/table/reader.js';
import { generateScenario, startSandbox } from '../../sandbox/index.js';
import { accountSource } from '../account-source.js';
import { readReport } from '../audit-report.js';
import { readDefinitionFile } from '../definition-file.js';
import { startTable } from '../embedded-table.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { number } from '../views/plain.js';
import { overviewText } from '../views/overview-text.js';
import { runText } from '../views/run-text.js';

// Of the package: beside dist/cli where it is built, and in the source tree's root.
const SAMPLE = join(__dirname, '..', '..', 'copy-audit.yaml');
const JOBS = 20_000;
const SEED = 1;

export const demoCommand = (terminal: Terminal): Command =>
  new Command('demo')
    .summary('see it work on this machine: no AWS account, no credentials')
    .description(
      `Starts an endpoint with ${number(JOBS)} generated copy jobs of four accounts and an embedded DynamoDB, audits the reports of
the sample copy-audit.yaml, writes them to the table, reads them back and prints them. Nothing leaves this machine.`,
    )
    .option('-d, --definition <file>', 'reports to audit instead of the sample’s')
    .action(({ definition }: { definition?: string }) => demo(definition ?? SAMPLE, terminal));

const demo = async (file: string, terminal: Terminal): Promise<void> => {
  const asOf = terminal.now();
  const { copyJobs, backupJobs, protectedResources } = generateScenario({ seed: SEED, count: JOBS, asOf });
  const sandbox = await startSandbox({ copyJobs, backupJobs, protectedResources });
  const { table, close } = await startTable();
  try {
    const source = accountSource({ regions: undefined, profile: undefined, endpointUrl: sandbox.url }, terminal);
    const reader = new ReportReader(table);
    const runs: Run[] = [];
    for (const { definition } of readDefinitionFile(file)) {
      const progress = new Progress(definition.name, terminal, JOBS * definition.filterSets.length);
      const onPage = (records: number) => progress.page(records);
      const read = await readReport(definition, source, { asOf, onPage }).finally(() => progress.end());
      await publishRun(table, { runId: read.runId, asOf, trigger: 'MANUAL', definition, conclude: read.conclude });
      const run = await readBack(reader, definition.name);
      runs.push(run);
      terminal.out(`${runText(run, terminal)}\n`);
    }
    const requests = number(sandbox.requests().length);
    terminal.out(`${overviewText(runs, terminal)}\n\n`);
    terminal.out(
      `${number(sandbox.copyJobCount)} copy jobs served in ${requests} requests; written to DynamoDB and read back.\n`,
    );
  } finally {
    await close();
    await sandbox.close();
  }
};

/** The latest run of a report, whole, from the table alone. */
const readBack = async (reader: ReportReader, report: string): Promise<Run> => {
  const header = await reader.headerOf(report);
  if (header === undefined) throw new Error(`Report ${report} was published and is not in the table`);
  const findings = [];
  for await (const finding of reader.findingsOf(report, header.runId)) findings.push(finding);
  return { ...header, findings, resources: await reader.rowsOf(report) };
};
