import { type Duration, Stack, Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { DefinitionError, type Problem } from '../../audit/errors.js';
import { shown } from '../../audit/schema.js';
import type { RunExport } from '../run-export.js';

// Safe in names of objects, and in what Athena reads as the place of a table.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html#object-key-guidelines-safe-characters
const PREFIX = /^(?!\/)[\w!.'()/=-]{0,199}\/$/;
const DATABASE = /^[a-z0-9_]{1,255}$/;

type ExportTarget = RunExport['_target'];

export interface CheckedNames {
  readonly prefix: string;
  readonly databaseName: string;
}

/** Refuses what cannot work, with a sentence for each property; answers the names that were chosen. */
export const checkExport = (scope: IConstruct, auditorName: string, target: ExportTarget): CheckedNames => {
  const { prefix = `${auditorName}/`, databaseName } = target.options;
  const problems = [
    prefixProblem(prefix),
    databaseProblem(auditorName, target),
    target.bucket === undefined ? keepForProblem(target.options.keepFor) : regionProblem(scope, target.bucket),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new DefinitionError(problems, 'The export of runs');
  return { prefix, databaseName: databaseName ?? databaseNameOf(auditorName) };
};

const databaseNameOf = (auditorName: string): string => `copy_audit_${auditorName.toLowerCase().replaceAll('-', '_')}`;

const prefixProblem = (prefix: string): Problem | undefined =>
  Token.isUnresolved(prefix) || (PREFIX.test(prefix) && !prefix.includes('//'))
    ? undefined
    : {
        path: 'prefix',
        message: `expected 1 to 200 letters, digits or !-_.'()/= that end with a slash, got ${shown(prefix)}`,
      };

const databaseProblem = (
  auditorName: string,
  { options: { databaseName, athenaTables = true } }: ExportTarget,
): Problem | undefined => {
  const path = 'databaseName';
  if (databaseName === undefined)
    return athenaTables && Token.isUnresolved(auditorName)
      ? { path, message: 'the auditor’s name is not known at synth, from which it would be made: give one' }
      : undefined;
  if (!athenaTables) return { path, message: 'is of tables: cannot be given with athenaTables: false' };
  if (Token.isUnresolved(databaseName) || DATABASE.test(databaseName)) return undefined;
  return {
    path,
    message: `expected 1 to 255 lower-case letters, digits or underscores, got ${shown(databaseName)}`,
  };
};

const keepForProblem = (keepFor: Duration | undefined): Problem | undefined => {
  if (keepFor === undefined || keepFor.isUnresolved()) return undefined;
  const days = keepFor.toDays({ integral: false });
  if (days >= 1 && Number.isInteger(days)) return undefined;
  return { path: 'keepFor', message: `expected whole days, one at least, got ${keepFor.toHumanString()}` };
};

/** A function writes to its own Region, where its key may be used and its tables are. */
const regionProblem = (scope: IConstruct, bucket: IBucket): Problem | undefined => {
  const { region } = Stack.of(scope);
  const other = bucket.env.region;
  if (Token.isUnresolved(region) || Token.isUnresolved(other) || region === other) return undefined;
  return { path: 'bucket', message: `expected one in the auditor’s Region ${region}, got one in ${other}` };
};
