import { startTable } from '../../cli/embedded-table.js';
import { Table } from '../../aws/table/table.js';
import { type CountingDynamoDb, startCountingDynamoDb } from './counting-dynamodb.js';
import type { TableStandIn } from './test-table.js';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** dynalite with the auditor's table, reached through a wire that can be spoilt. */
export interface EmbeddedDynamoDb extends TableStandIn {
  readonly wire: CountingDynamoDb;
  /** The table as of a time. */
  open(now?: () => number): Table;
}

export const startDynamoDb = async (): Promise<EmbeddedDynamoDb> => {
  const { table, close } = await startTable();
  const { protocol, hostname, port = 80 } = (await table.client.config.endpoint?.()) ?? {};
  const wire = await startCountingDynamoDb(`${protocol}//${hostname}:${port}`);
  const client = { endpoint: wire.url, region: 'eu-west-1', credentials: CREDENTIALS };
  return {
    name: table.name,
    client,
    wire,
    open: (now = Date.now) => new Table({ name: table.name, client, now }),
    close: async () => {
      await wire.close();
      await close();
    },
  };
};
