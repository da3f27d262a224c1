import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const named = (names) => names.map((name) => `test/${name}.test.ts`);

/** Of what takes seconds each, what says most about lines: where these are counted, it is run with the quick tests. */
const COUNTED = named([
  'bin/audit-stack',
  'cli/diff',
  'cli/init',
  'cli/preview/preview',
  'cli/progress',
  'cli/query',
  'cli/record',
  'lib/member-role',
  'lib/report-events',
  'lib/report-metrics',
  'lib/run-export',
]);

/** Test files that take seconds each, whose time is their purpose. All others together are to take less than a minute. */
const FILES = named([
  // Long searches: random inputs, every order of requests, every place at which an item can be changed.
  'audit/laws',
  'aws/table/publish-crash',
  'aws/table/publish-races',
  'aws/table/publish-run',
  'aws/table/signatures',
  'aws/table/upgrade',
  'aws/table/verify-report',
  'chaos/chaos',
  'foreign-text/sizes',
  'foreign-text/table',
  'foreign-text/widgets',
  'aws/copy-jobs',
  'audit/at-once/laws',
  'sandbox/list-copy-jobs',
  'sandbox/scenario/scenario',
  // Whole runs, deployments and reports over an embedded table.
  'audit/widget/answer',
  'aws/export-run',
  'cli/outputs',
  'cli/report-file/report-file',
  'cli/start',
  'cli/verify',
  'lambda/at-once',
  'lambda/batches',
  'lambda/deliveries',
  'lambda/deliver-export',
  'lambda/deliver-security-hub',
  'lambda/deployment',
  'lambda/deployment-paths',
  'lambda/plan',
  'lambda/provider-framework',
  'lambda/run',
  'lambda/signed-run',
  // Every example or many an app synthesized, other programs run, bundles built.
  'bin/app',
  'cli/built-command',
  'docs-commands',
  'examples',
  'lib/across-stacks',
  'lib/at-once',
  'lib/backup-plan',
  'lib/late-values',
  'lib/nag',
  'lib/notifications',
  'lib/policies',
  'lib/security-page',
  'scripts/audited',
  'scripts/generated-files',
  'scripts/release-template',
  'scripts/supply-chain',
]);

const ROOT = dirname(fileURLToPath(import.meta.url));
const gone = [...COUNTED, ...FILES].filter((file) => !existsSync(join(ROOT, file)));
if (gone.length > 0) throw new Error(`jest.slow-files.mjs names what is not there any more: ${gone.join(', ')}`);

const isCounting = process.env.COVERAGE !== undefined;

/** They and all that drive a real browser. */
export const SLOW = ['test/browser/**/*.test.ts', ...(isCounting ? [] : COUNTED), ...FILES].map((file) => `**/${file}`);
