import { Command } from 'commander';
import { resolve } from 'node:path';
import { recordedRecords } from '../demo/demo-records.js';
import { type PreviewOptions, startPreview } from '../preview/start.js';
import type { Terminal } from '../terminal.js';
import { wholeNumber } from './whole-number.js';
import { examples, prose } from './prose.js';

interface PreviewCommandOptions {
  readonly app: string;
  readonly dashboard?: string;
  readonly jobs?: string;
  readonly backupJobs?: string;
  readonly protectedResources?: string;
  readonly count: number;
  readonly days: number;
  readonly port: number;
}

export const PREVIEW_DEFAULTS = { count: 4000, days: 14, port: 4591 } as const;

export const previewCommand = (terminal: Terminal): Command =>
  new Command('preview')
    .summary('see your dashboard before you deploy it')
    .description(
      prose(`Serves a page on this machine that shows the dashboard of your CDK app as CloudWatch would: graphs, numbers, text, alarms, and
custom widgets answered by the very function that would be deployed, clicks included. Nothing is deployed and nobody else is
asked. Run \`npx cdk synth\` first: the preview reads what it wrote (cdk.out), the reports that it declares among it.

The data: an organization's copy jobs, generated (or recorded, --jobs), audited as of each of the last days, so that graphs have a
past. Metrics that AWS itself writes (of Lambda and Step Functions) are not there before a deployment; the widgets say so, as
they do of anything that the preview cannot show. Periods of graphs are as written.

It serves until it is interrupted (Ctrl-C).`),
    )
    .option('-a, --app <folder>', 'cloud assembly of the app', 'cdk.out')
    .option('--dashboard <name>', 'only this dashboard; all of the app’s, where not given')
    .option('--jobs <file>', 'recorded copy jobs in the API’s shape (JSON or NDJSON), instead of generated ones')
    .option('--backup-jobs <file>', 'recorded backup jobs, beside --jobs')
    .option('--protected-resources <file>', 'recorded protected resources, beside --jobs')
    .option('--count <n>', 'how many copy jobs to generate', wholeNumber(1), PREVIEW_DEFAULTS.count)
    .option('--days <n>', 'how many days of runs there are', wholeNumber(1), PREVIEW_DEFAULTS.days)
    .option('-p, --port <port>', 'port to listen on; 0 takes a free one', wholeNumber(0), PREVIEW_DEFAULTS.port)
    .addHelpText(
      'after',
      examples(
        ['copy-audit preview', 'of the app that npx cdk synth wrote into cdk.out'],
        ['copy-audit preview --jobs jobs.ndjson --port 0', 'of recorded jobs, at a free port'],
      ),
    )
    .action((options: PreviewCommandOptions) => preview(options, terminal));

const preview = async (options: PreviewCommandOptions, terminal: Terminal): Promise<void> => {
  const { app, dashboard, jobs, backupJobs, protectedResources, count, days, port } = options;
  const records = jobs === undefined ? undefined : await recordedRecords(jobs, backupJobs, protectedResources);
  await serveUntilInterrupted({ app: resolve(app), dashboard, records, count, days, port }, terminal);
};

export const serveUntilInterrupted = async (options: PreviewOptions, terminal: Terminal): Promise<void> => {
  const server = await startPreview(options, terminal);
  terminal.out(`The dashboard is at ${server.url} until you press Ctrl-C.\n`);
  await terminal.interrupted();
  await server.close();
};
