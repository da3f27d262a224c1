import type { Command } from 'commander';
import { kmsPublicKeys } from '../aws/public-keys.js';
import { Table } from '../aws/table/table.js';
import type { Terminal } from './terminal.js';

export interface TableOptions {
  readonly table?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}

const HOW =
  'No table: give --table, or set COPY_AUDIT_TABLE. Its name: aws ssm get-parameter --name /copy-audit/default/table-name ' +
  '(default is the name of the auditor)';

/** How every command that reads a deployed auditor's table is told where it is. */
export const withTableOptions = (command: Command): Command =>
  command
    .option('--table <name>', 'table of the auditor; COPY_AUDIT_TABLE where not given')
    .option('--region <region>', 'Region of the table')
    .option('--profile <name>', 'profile of the AWS configuration to use')
    .option('--endpoint-url <url>', 'another endpoint of DynamoDB');

/** Whether a table was named, by an option or the environment. */
export const namesTable = (options: TableOptions, { environment }: Terminal): boolean =>
  (options.table ?? environment['COPY_AUDIT_TABLE'] ?? '') !== '';

/** The table of a deployed auditor, and the keys that KMS tells of, as whoever has the credentials may read them. */
export const deployedTable = (options: TableOptions, terminal: Terminal) => {
  const name = options.table ?? terminal.environment['COPY_AUDIT_TABLE'];
  if (name === undefined || name === '') throw new Error(HOW);
  const access = accessOf(options, terminal);
  const endpoint = options.endpointUrl === undefined ? {} : { endpoint: options.endpointUrl };
  return {
    table: new Table({ name, client: { ...access, ...endpoint }, now: terminal.now }),
    publicKeys: kmsPublicKeys(access),
  };
};

/** Where and as whom the auditor's account is asked. */
export const accessOf = ({ region: given, profile }: TableOptions, { environment }: Terminal) => {
  const region = given ?? environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  return { ...(region === undefined ? {} : { region }), ...(profile === undefined ? {} : { profile }) };
};
