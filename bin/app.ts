/**
 * The app that `cdk deploy` deploys: an auditor, and the reports of `copy-audit.yaml` (or `.json`) in the current folder.
 * Context (`-c name=value`): `definition` another file, `auditor` the auditor's name, `backupEndpointUrl` another endpoint of
 * AWS Backup, `disposable=true` removes the history with the stack.
 */
import { App } from 'aws-cdk-lib';
import { DefinitionError } from '../audit/errors.js';
import { findDefinitionFile, readDefinitionFile } from '../cli/definition-file.js';
import { AuditStack } from './audit-stack.js';

const app = new App();
const context = (name: string): string | undefined => {
  const value: unknown = app.node.tryGetContext(name);
  return value === undefined ? undefined : String(value);
};

const declare = (): void => {
  const file = context('definition') ?? findDefinitionFile(process.cwd());
  const auditorName = context('auditor');
  const backupEndpointUrl = context('backupEndpointUrl');
  new AuditStack(app, auditorName === undefined ? 'CopyAudit' : `CopyAudit-${auditorName}`, {
    reports: file === undefined ? [{ name: 'AllCopies' }] : readDefinitionFile(file).map(({ declared }) => declared),
    ...(auditorName === undefined ? {} : { auditorName }),
    ...(backupEndpointUrl === undefined ? {} : { backupEndpointUrl }),
    isDisposable: context('disposable') === 'true',
  });
};

try {
  declare();
} catch (error) {
  if (!(error instanceof DefinitionError)) throw error;
  // Every problem on a line of its own, which terminals and editors can jump to; no stack, it would be of this app.
  for (const { path, message } of error.problems) console.error(`${path}: ${message}`);
  process.exitCode = 1;
}
