import { readFileSync } from 'node:fs';
import { auditUnit } from '../audit/audit-unit.js';
import { BoundReport } from '../audit/bound-report.js';
import { conclude } from '../audit/conclude.js';
import { parseDefinition } from '../audit/definition.js';
import { backupClient } from '../aws/backup-client.js';
import { Budget } from '../aws/budget.js';
import { CopyJobs } from '../aws/copy-jobs.js';
import { measure } from './measured.js';

interface Options {
  /** A definition, as JSON. */
  readonly definition: string;
  readonly asOf: number;
  readonly requestsPerSecond?: number;
  readonly units?: number;
}

/** A full audit, as the deployed function does it: paged, judged, concluded; what is measured is the whole of it. */
const [, , endpoint = '', options = '{}'] = process.argv;
const { definition, asOf, requestsPerSecond = Infinity, units = 1 } = JSON.parse(options) as Options;

// eslint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<never> {
  return;
}

void measure(async () => {
  const report = new BoundReport(parseDefinition(JSON.parse(readFileSync(definition, 'utf8'))), asOf);
  const slow: string[] = [];
  const outcomes = await Promise.all(
    Array.from({ length: units }, (_, index) => {
      const client = backupClient(
        { region: 'eu-west-1', endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } },
        'CopyJobs',
        (reason) => slow.push(reason),
      );
      const copyJobs = new CopyJobs(client, new Budget(requestsPerSecond / units), (attempt) => attempt < 30);
      const unit = { id: `u${index}`, filterSet: 'all', accountId: '111122220000', region: 'eu-west-1' };
      const ports = {
        listCopyJobs: copyJobs.listCopyJobs,
        pause: copyJobs.pause,
        backupJobs: nothing,
        protectedResources: nothing,
      };
      return auditUnit(report, { ...unit, requestsPerSecond: requestsPerSecond / units }, ports, {
        sharesFilterSet: false,
        concurrency: 24,
      });
    }),
  );
  const results = outcomes.flatMap((outcome) => (outcome.done ? [outcome.result] : []));
  const runs = results.map((result) => conclude(report, 'bench', [result], []));
  const problem = [...slow, ...results.flatMap(({ error }) => error ?? [])].join('; ');
  return {
    jobs: runs.reduce((sum, { counts }) => sum + counts.copyJobs, 0),
    requests: results.reduce((sum, { pages }) => sum + pages, 0),
    ...(problem === '' ? {} : { problem }),
  };
});
