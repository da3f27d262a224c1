/** An app with an auditor behind a key and a boundary of its own; the boundary allows what docs/security.md says, and no more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CopyJobAuditor } from '../../../lib/index.js';

const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'security.md'), 'utf8');
const actions = [...(/"NotAction": \[([^\]]*)\]/.exec(page)?.[1] ?? '').matchAll(/"([\w:]+)"/g)].map(
  ([, name = '']) => name,
);

const stack = new Stack(new App(), 'Hardened');
const encryptionKey = new Key(stack, 'Key', { removalPolicy: RemovalPolicy.DESTROY });
const auditor = new CopyJobAuditor(stack, 'Auditor', {
  encryptionKey,
  permissionsBoundary: new ManagedPolicy(stack, 'Boundary', {
    statements: [new PolicyStatement({ actions, resources: ['*'] })],
  }),
  // Without a bucket for lists: the CDK's function that empties one cannot answer the emulator.
  removalPolicy: RemovalPolicy.DESTROY,
  environment: { AWS_ENDPOINT_URL_BACKUP: process.env['BACKUP_URL'] ?? '' },
});
const report = auditor.addReport('AllCopies');

for (const [name, value] of Object.entries({
  Status: report.complianceStatus,
  KeyArn: encryptionKey.keyArn,
}))
  new CfnOutput(stack, name, { value });
