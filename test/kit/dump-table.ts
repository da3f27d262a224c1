import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../aws/table/table.js';

/** Everything that lies in a table, expired or not, by its keys. */
export const dumpTable = async (table: Table): Promise<Record<string, unknown>> => {
  const items: Record<string, unknown> = {};
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey }));
    for (const { pk, sk, ...rest } of page.Items ?? []) items[`${pk} ${sk}`] = rest;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return Object.fromEntries(Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1)));
};
