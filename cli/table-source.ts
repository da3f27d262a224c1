import type { Command } from 'commander';
import { readAuditorParameter } from '../aws/auditor-parameters.js';
import { kmsPublicKeys } from '../aws/public-keys.js';
import { ReportReader } from '../aws/table/reader.js';
import { Table } from '../aws/table/table.js';
import type { Terminal } from './terminal.js';

export interface TableOptions {
  readonly table?: string;
  readonly auditor?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}

const HOW =
  'No table: give --auditor with the name of a deployed auditor (it is default where it was given none), or --table; or set ' +
  'COPY_AUDIT_AUDITOR or COPY_AUDIT_TABLE';

/** How every command that reads a deployed auditor's table is told where it is. */
export const withTableOptions = (command: Command): Command =>
  command
    .option('--auditor <name>', 'name of the auditor, whose table is looked up; COPY_AUDIT_AUDITOR where not given')
    .option('--table <name>', 'its table, where it is known; COPY_AUDIT_TABLE where not given')
    .option('--region <region>', 'Region of the auditor')
    .option('--profile <name>', 'profile of the AWS configuration to use')
    .option('--endpoint-url <url>', 'another endpoint of DynamoDB');

/** Of the auditor, by an option or else by the environment: its table, or the name that leads to it. */
const named = ({ table, auditor }: TableOptions, { environment }: Terminal) => {
  if (table !== undefined || auditor !== undefined) return { table, auditor };
  const { COPY_AUDIT_TABLE, COPY_AUDIT_AUDITOR } = environment;
  return { table: COPY_AUDIT_TABLE || undefined, auditor: COPY_AUDIT_AUDITOR || undefined };
};

/** The name of the auditor, by an option or the environment. */
export const auditorNamed = ({ auditor }: TableOptions, { environment }: Terminal): string | undefined =>
  auditor ?? (environment['COPY_AUDIT_AUDITOR'] || undefined);

/** Whether a table was named, or the auditor that has it. */
export const namesTable = (options: TableOptions, terminal: Terminal): boolean =>
  Object.values(named(options, terminal)).some((name) => name !== undefined);

/** The table of a deployed auditor, and the keys that KMS tells of, as whoever has the credentials may read them. */
export const deployedTable = async (options: TableOptions, terminal: Terminal) => {
  const { table, auditor } = named(options, terminal);
  const access = accessOf(options, terminal);
  const name = table ?? (auditor === undefined ? undefined : await readAuditorParameter(auditor, 'table-name', access));
  if (name === undefined) throw new Error(HOW);
  const endpoint = options.endpointUrl === undefined ? {} : { endpoint: options.endpointUrl };
  return {
    table: new Table({ name, client: { ...access, ...endpoint }, now: terminal.now }),
    publicKeys: kmsPublicKeys(access),
  };
};

/** What the table of a deployed auditor says of its reports. */
export const deployedReader = async (options: TableOptions, terminal: Terminal): Promise<ReportReader> => {
  const { table } = await deployedTable(options, terminal);
  return new ReportReader(table);
};

/** Where and as whom the auditor's account is asked. */
export const accessOf = ({ region: given, profile }: TableOptions, { environment }: Terminal) => {
  const region = given ?? environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  return { ...(region === undefined ? {} : { region }), ...(profile === undefined ? {} : { profile }) };
};
