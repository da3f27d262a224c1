import { Command } from 'commander';
import { generateScenario, readJobsFile, startSandbox } from '../../sandbox/index.js';
import type { Terminal } from '../terminal.js';
import { number } from '../views/plain.js';
import { examples, prose } from './prose.js';
import { wholeNumber } from './whole-number.js';

interface SandboxCommandOptions {
  readonly jobs?: string;
  readonly backupJobs?: string;
  readonly protectedResources?: string;
  readonly seed: string;
  readonly count: number;
  readonly port: number;
  readonly latency?: number;
  readonly requestsPerSecond?: number;
}

export const sandboxCommand = (terminal: Terminal): Command =>
  new Command('sandbox')
    .summary('start an endpoint that speaks AWS Backup’s protocol')
    .description(
      prose(`Starts an HTTP endpoint on this machine that answers ListCopyJobs, ListBackupJobs, ListProtectedResources,
ListCopyJobSummaries, ListBackupPlans, GetBackupPlan and ListBackupVaults as AWS Backup does, over generated or recorded jobs. Point any
client at it. It serves until it is interrupted (Ctrl-C).`),
    )
    .option('--jobs <file>', 'copy jobs to serve, in the API’s shape (JSON or NDJSON), instead of generated ones')
    .option('--backup-jobs <file>', 'backup jobs to serve with them')
    .option('--protected-resources <file>', 'protected resources to serve with them')
    .option('--seed <seed>', 'seed of the generated scenario: the same seed, the same jobs', '1')
    .option('--count <n>', 'how many copy jobs to generate', wholeNumber(0), 20_000)
    .option('-p, --port <port>', 'port to listen on; 0 takes a free one', wholeNumber(0), 4590)
    .option('--latency <ms>', 'milliseconds that each answer takes', wholeNumber(0))
    .option('--requests-per-second <n>', 'requests a second above which it throttles', wholeNumber(0))
    .addHelpText(
      'after',
      examples(
        ['copy-audit sandbox --count 5000', 'generated jobs at http://127.0.0.1:4590'],
        ['aws backup list-copy-jobs --endpoint-url http://127.0.0.1:4590', 'any client can ask it'],
        ['copy-audit init --from-account --endpoint-url http://127.0.0.1:4590', ''],
      ),
    )
    .action((options: SandboxCommandOptions) => serve(options, terminal));

const serve = async (options: SandboxCommandOptions, terminal: Terminal): Promise<void> => {
  const { port, latency, requestsPerSecond } = options;
  const sandbox = await startSandbox({
    ...recordsOf(options, terminal),
    port,
    ...(latency === undefined ? {} : { latencyMs: latency }),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
  });
  terminal.out(`Serving ${number(sandbox.copyJobCount)} copy jobs at ${sandbox.url}\n`);
  await terminal.interrupted();
  await sandbox.close();
};

const recordsOf = (
  { jobs, backupJobs, protectedResources, seed, count }: SandboxCommandOptions,
  terminal: Terminal,
) => {
  if (jobs === undefined) {
    const scenario = generateScenario({ seed, count, asOf: terminal.now() });
    return {
      copyJobs: scenario.copyJobs,
      backupJobs: scenario.backupJobs,
      protectedResources: scenario.protectedResources,
      backupPlans: scenario.backupPlans,
      backupVaults: scenario.backupVaults,
    };
  }
  return {
    copyJobs: readJobsFile(jobs),
    ...(backupJobs === undefined ? {} : { backupJobs: readJobsFile(backupJobs, 'backupJobs') }),
    ...(protectedResources === undefined
      ? {}
      : { protectedResources: readJobsFile(protectedResources, 'protectedResources') }),
  };
};
