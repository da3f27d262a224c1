import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type BatchWriteCommandInput, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../audit/record/keys.js';

type Request = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/** Writes that the table did not take, though it was asked again and again. */
export class TableBusy extends Error {
  override readonly name = 'TableBusy';
}

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
const MOST_IN_A_BATCH = 25;
const AT_ONCE = 4;
const MOST_ATTEMPTS = 12;

/** Writes in batches; what DynamoDB leaves unprocessed is sent again, later and later, until nothing is left. */
export const writeBatches = async (
  client: DynamoDBDocumentClient,
  table: string,
  puts: readonly (Readonly<Record<string, unknown>> & Key)[],
  removals: readonly Key[],
): Promise<void> => {
  // A batch with the same key twice is refused as a whole.
  const requests = new Map<string, Request>();
  const idOf = ({ pk, sk }: Key) => JSON.stringify([pk, sk]);
  for (const { pk, sk } of removals) requests.set(idOf({ pk, sk }), { DeleteRequest: { Key: { pk, sk } } });
  for (const item of puts) requests.set(idOf(item), { PutRequest: { Item: item } });
  const queue = [...requests.values()];
  const worker = async (): Promise<void> => {
    for (let batch = queue.splice(0, MOST_IN_A_BATCH); batch.length > 0; batch = queue.splice(0, MOST_IN_A_BATCH))
      await writeBatch(client, table, batch);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

const writeBatch = async (client: DynamoDBDocumentClient, table: string, batch: Request[]): Promise<void> => {
  let left = batch;
  for (let attempt = 1; ; attempt += 1) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: left } }));
    const unprocessed = UnprocessedItems?.[table] ?? [];
    if (unprocessed.length === 0) return;
    if (unprocessed.length < left.length) attempt = 1;
    if (attempt >= MOST_ATTEMPTS)
      throw new TableBusy(`The table did not take ${unprocessed.length} items, asked ${attempt} times`);
    left = unprocessed;
    await sleep(Math.min(5_000, 25 * 2 ** attempt) * (0.5 + Math.random() / 2));
  }
};
