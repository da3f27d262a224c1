import {
  AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Fate } from '../../chaos/fates.js';
import { FaultyDynamoDb } from '../../chaos/faulty-dynamodb.js';
import { type EmbeddedTable, startTable } from '../../cli/embedded-table.js';

let embedded: EmbeddedTable;
let wire: FaultyDynamoDb;
let client: DynamoDBClient;
let name: string;
beforeEach(async () => {
  embedded = await startTable();
  ({ name } = embedded.connection);
  wire = await FaultyDynamoDb.start();
  wire.upstream = embedded.connection.client.endpoint;
  client = new DynamoDBClient({ ...embedded.connection.client, endpoint: wire.url, maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await wire.close();
  await embedded.close();
});

/** The next request goes wrong, and no other. */
const once = (fate: Fate): void => {
  wire.decide = () => {
    wire.decide = () => 'PASS';
    return fate;
  };
};
const key = (sk: string): Record<string, AttributeValue> => ({ pk: { S: 'p' }, sk: { S: sk } });
const put = (condition?: string) =>
  client.send(
    new PutItemCommand({
      TableName: name,
      Item: key('a'),
      ...(condition === undefined ? {} : { ConditionExpression: condition }),
    }),
  );
const isThere = async (sk = 'a') =>
  (await client.send(new GetItemCommand({ TableName: name, Key: key(sk), ConsistentRead: true }))).Item !== undefined;

describe('a wire to DynamoDB', () => {
  it('is as good as none as long as nothing goes wrong', async () => {
    await put();
    expect(await isThere()).toBe(true);
    expect(await isThere('b')).toBe(false);
  });

  it.each<[Fate, string, boolean]>([
    ['THROTTLE', 'ProvisionedThroughputExceededException', false],
    ['SERVER_ERROR', 'InternalServerError', false],
    ['DENY', 'AccessDeniedException', false],
    ['RESET', 'Error', false],
    ['LOSE_ANSWER', 'Error', true],
  ])('can refuse a write, or lose its answer: %s', async (fate, error, isDone) => {
    once(fate);
    await expect(put()).rejects.toMatchObject({ name: error });
    expect(await isThere()).toBe(isDone);
  });

  it.each<[Fate, boolean]>([
    ['HANG', false],
    ['HANG_DONE', true],
  ])('can say nothing at all: %s', async (fate, isDone) => {
    once(fate);
    const silent = new Promise<void>((resolve) => {
      wire.onSilence = resolve;
    });
    const abandoned = put().catch(() => undefined);
    await silent;
    expect(await isThere()).toBe(isDone);
    client.destroy();
    await abandoned;
  });

  it('tells of a condition that was not met, as it is by who repeats what was done', async () => {
    let failed = 0;
    wire.onConditionFailed = () => (failed += 1);
    once('LOSE_ANSWER');
    await expect(put('attribute_not_exists(pk)')).rejects.toThrow('ECONNRESET');
    await expect(put('attribute_not_exists(pk)')).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(failed).toBe(1);
  });

  it.each<[Fate, number]>([
    ['HALF', 3],
    ['UNPROCESSED', 0],
  ])('can give back some of a batch: %s', async (fate, taken) => {
    once(fate);
    const requests = ['a', 'b', 'c', 'd', 'e'].map((sk) => ({ PutRequest: { Item: key(sk) } }));
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
    expect(UnprocessedItems?.[name]).toHaveLength(5 - taken);
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(isThere))).toEqual(
      [0, 1, 2, 3, 4].map((index) => index < taken),
    );
  });

  it('can make pages of one item', async () => {
    for (const sk of ['a', 'b']) await client.send(new PutItemCommand({ TableName: name, Item: key(sk) }));
    once('SHORT_PAGE');
    const query = {
      TableName: name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'p' } },
    };
    const first = await client.send(new QueryCommand(query));
    expect([first.Items?.length, first.LastEvaluatedKey]).toEqual([1, key('a')]);
  });
});
