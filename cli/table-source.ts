import { kmsPublicKeys } from '../aws/public-keys.js';
import { Table } from '../aws/table/table.js';
import type { Terminal } from './terminal.js';

export interface TableOptions {
  readonly table?: string;
  readonly region?: string;
  readonly profile?: string;
}

const HOW =
  'No table: give --table, or set COPY_AUDIT_TABLE. Its name: aws ssm get-parameter --name /copy-audit/default/table-name ' +
  '(default is the name of the auditor)';

/** The table of a deployed auditor, and the keys that KMS tells of, as whoever has the credentials may read them. */
export const deployedTable = (options: TableOptions, { environment, now }: Terminal) => {
  const name = options.table ?? environment['COPY_AUDIT_TABLE'];
  if (name === undefined || name === '') throw new Error(HOW);
  const region = options.region ?? environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  const client = {
    ...(region === undefined ? {} : { region }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  };
  return { table: new Table({ name, client, now }), publicKeys: kmsPublicKeys(client) };
};
