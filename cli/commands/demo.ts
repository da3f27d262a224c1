import { Command } from 'commander';
import { join, resolve } from 'node:path';
import type { Run } from '../../audit/run.js';
import { publishRun } from '../../aws/table/publish-run.js';
import { ReportReader } from '../../aws/table/reader.js';
import { generateScenario, startSandbox } from '../../sandbox/index.js';
import { accountSource } from '../account-source.js';
import { readReport } from '../audit-report.js';
import { readDefinitionFile } from '../definition-file.js';
import { latestRun } from '../deployed/published-run.js';
import { startTable } from '../embedded-table.js';
import { Progress } from '../progress.js';
import { hasOwnApp, synthesizeOwnApp } from '../preview/synthesize.js';
import type { Terminal } from '../terminal.js';
import { number } from '../views/plain.js';
import { overviewText } from '../views/overview-text.js';
import { runText } from '../views/run-text.js';
import { PREVIEW_DEFAULTS, serveUntilInterrupted } from './preview.js';
import { wholeNumber } from './whole-number.js';
import { examples, prose } from './prose.js';

// Of the package: beside dist/cli where it is built, and in the source tree's root.
const SAMPLE = join(__dirname, '..', '..', 'copy-audit.yaml');
const JOBS = 20_000;
const SEED = 1;

export const demoCommand = (terminal: Terminal): Command =>
  new Command('demo')
    .summary('see it work on this machine: no AWS account, no credentials')
    .description(
      prose(`Starts an endpoint with ${number(JOBS)} generated copy jobs of four accounts and an embedded DynamoDB, audits the reports of
the sample copy-audit.yaml, writes them to the table, reads them back and prints them. Nothing leaves this machine.

With --serve it then shows the dashboard, as \`copy-audit preview\` does: that of this repository's app with these reports, or in
an installed package that of the app in the current folder (cdk.out).`),
    )
    .option('-d, --definition <file>', 'reports to audit instead of the sample’s')
    .option('--serve', 'then serve the dashboard to a browser, until it is interrupted (Ctrl-C)')
    .option('-p, --port <port>', 'port to serve on; 0 takes a free one', wholeNumber(0), PREVIEW_DEFAULTS.port)
    .addHelpText(
      'after',
      examples(
        ['copy-audit demo', 'the reports of the sample'],
        ['copy-audit demo --definition copy-audit.yaml --serve', 'yours, and then the dashboard'],
      ),
    )
    .action(async ({ definition = SAMPLE, serve, port }: DemoOptions) => {
      await demo(definition, terminal);
      if (serve !== true) return;
      terminal.out('\nSynthesizing the dashboard, and auditing two weeks of runs for it…\n');
      const app = hasOwnApp() ? await synthesizeOwnApp(resolve(definition)) : resolve('cdk.out');
      await serveUntilInterrupted({ ...PREVIEW_DEFAULTS, app, port }, terminal);
    });

interface DemoOptions {
  readonly definition?: string;
  readonly serve?: boolean;
  readonly port: number;
}

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
      const read = await readReport(definition, source, { asOf, watch: progress }).finally(() => progress.end());
      await publishRun(table, { runId: read.runId, asOf, trigger: 'MANUAL', definition, conclude: read.conclude });
      const run = await latestRun(reader, definition.name);
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
