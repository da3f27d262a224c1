import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { HANDLERS, OPTIONAL_HANDLERS } from '../../audit/environment.js';
import { AuditorAccess, CopyJobAuditor, RunExport, SecurityHubFindings } from '../../lib/index.js';
import { statementRowsOf } from '../kit/statements.js';
import { templateOf } from '../kit/synth.js';

const ROOT = join(__dirname, '../..');

/** How IAM calls what an SDK client calls, where that is not the client's name; what it allows under another name. */
const SERVICES: Readonly<Record<string, string>> = {
  'lib-dynamodb': 'dynamodb',
  'client-resource-groups-tagging-api': 'tag',
  'client-eventbridge': 'events',
  'client-sfn': 'states',
};
const SHORTENED: Readonly<Record<string, string>> = {
  BatchWrite: 'BatchWriteItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
};

/** The sources that a handler is made of: what is imported for its types only never runs. */
const sourcesOf = (file: string, found = new Map<string, string>()): Map<string, string> => {
  if (found.has(file)) return found;
  const source = readFileSync(join(ROOT, file), 'utf8');
  found.set(file, source);
  const imports = [
    ...source.matchAll(/^(?:import(?! type)|export)[^;]*? from '(\.{1,2}\/[^']+)\.js';/gm),
    ...source.matchAll(/\bimport\('(\.{1,2}\/[^']+)\.js'\)/g),
  ];
  for (const [, path = ''] of imports) sourcesOf(`${join(dirname(file), path)}.ts`, found);
  return found;
};

const actionsIn = (source: string): string[] =>
  [...source.matchAll(/^import \{([^}]*)\} from '@aws-sdk\/([\w-]+)';/gm)].flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/\b(\w+)Command\b(?!\w)/g)].map(([, name = '']) => {
      const service = SERVICES[client] ?? client.replace('client-', '');
      return `${service}:${SHORTENED[name] ?? name}`;
    }),
  );

it('allows the handlers together, where all is turned on, exactly what their code calls', () => {
  const access = [
    AuditorAccess.backupJobs(),
    AuditorAccess.protectedResources(),
    AuditorAccess.resourceTags(),
    AuditorAccess.organization(),
    AuditorAccess.copyJobSummaries(),
    AuditorAccess.role('Reader'),
  ];
  const template = templateOf((stack) => {
    const signingKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/signs');
    new CopyJobAuditor(stack, 'A', {
      ...{ access, signingKey, dashboard: false },
      ...{ exportTo: RunExport.toNewBucket(), securityHub: SecurityHubFindings.all() },
      ...{ events: true, notifications: [{ topic: new Topic(stack, 'Topic') }] },
    });
  });
  const rows = statementRowsOf(template);
  const roles = [
    'Plan',
    'AuditUnit',
    'Publish',
    'OnEvent',
    'IsComplete',
    'Heartbeat',
    'Widget',
    'SecurityHub',
    'ExportDeliver',
    'DeliverEvents',
    'DeliverNotifications',
  ];
  const allowed = rows
    .filter(({ who }) => who.some((name) => roles.includes(name)))
    .flatMap(({ may }) => may)
    // Lambda itself writes a function's log with its role.
    .filter((action) => !action.startsWith('logs:'));

  const sources = new Map(
    [...HANDLERS, ...OPTIONAL_HANDLERS].flatMap((handler) => [...sourcesOf(`lambda/${handler}.ts`)]),
  );
  const called = [...sources.values()].flatMap(actionsIn);
  expect([...new Set(allowed)].sort()).toEqual([...new Set(called)].sort());
});
