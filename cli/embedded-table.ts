import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { AddressInfo } from 'node:net';
import { TABLE } from '../audit/record/keys.js';
import { Table } from '../aws/table/table.js';

export interface EmbeddedTable {
  readonly table: Table;
  /** What another one needs to open it. */
  readonly connection: {
    readonly name: string;
    readonly client: {
      readonly endpoint: string;
      readonly region: string;
      readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    };
  };
  close(): Promise<void>;
}

const NAME = 'CopyAudit';

/** A DynamoDB of this process, on loopback and in memory, with the auditor's table in it. */
export const startTable = async (name = NAME): Promise<EmbeddedTable> => {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const client = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'demo', secretAccessKey: 'demo' },
  };
  await createTable(new DynamoDBClient(client), name);
  return {
    table: new Table({ name, client }),
    connection: { name, client },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** The auditor's table, as a deployment makes it. */
export const createTable = async (client: DynamoDBClient, name: string): Promise<void> => {
  const { partition, sort, index, indexPartition, indexSort } = TABLE;
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partition, sort, indexPartition, indexSort].map((name) => ({
        AttributeName: name,
        AttributeType: 'S' as const,
      })),
      KeySchema: keys(partition, sort),
      GlobalSecondaryIndexes: [
        { IndexName: index, KeySchema: keys(indexPartition, indexSort), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
  client.destroy();
};
