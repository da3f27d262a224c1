import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { type Key, TABLE } from '../../audit/record/keys.js';
import { connections } from '../connections.js';
import { writeBatches } from './batches.js';
import { type Condition, conditionInput } from './condition.js';

export type Item = Readonly<Record<string, unknown>>;

export interface TableOptions {
  readonly name: string;
  /** Where another than AWS's own endpoint answers. */
  readonly client?: DynamoDBClientConfig;
  readonly now?: () => number;
}

export interface QueryOptions {
  /** Only sort keys that start so. */
  readonly prefix?: string;
  /** Only these attributes; all where not given. */
  readonly attributes?: readonly string[];
  readonly newestFirst?: boolean;
  /** Only sort keys between these, which they may be; instead of a prefix. */
  readonly between?: readonly [string, string];
  /** Only what comes after this sort key, which has to be one that the query could find. */
  readonly after?: string;
  /** How many items are asked for at once; a megabyte of them where not given. */
  readonly atOnce?: number;
}

/** The table, as far as it is used: single items, partitions in order, many writes at once. Expired items are never seen. */
export class Table {
  readonly name: string;
  readonly now: () => number;
  readonly client: DynamoDBDocumentClient;

  constructor({ name, client = {}, now = Date.now }: TableOptions) {
    this.name = name;
    this.now = now;
    // Patient, because a run that cannot be written down was read for nothing.
    const dynamodb = new DynamoDBClient({ maxAttempts: 8, requestHandler: connections(), ...client });
    this.client = DynamoDBDocumentClient.from(dynamodb, {
      // Sizes that AWS reports are doubles; what is past 2^53 is as exact as it came.
      marshallOptions: { removeUndefinedValues: true, allowImpreciseNumbers: true },
      unmarshallOptions: { wrapNumbers: Number },
    });
  }

  async get({ pk, sk }: Key): Promise<Item | undefined> {
    const { Item: item } = await this.client.send(
      new GetCommand({ TableName: this.name, Key: { pk, sk }, ConsistentRead: true }),
    );
    return item === undefined || this.#isExpired(item) ? undefined : item;
  }

  /** Whether it was written: false where the condition is not met. */
  put(item: Item & Key, condition?: Condition): Promise<boolean> {
    const input = { TableName: this.name, Item: item, ...conditionInput(condition, this.#seconds()) };
    return isMet(this.client.send(new PutCommand(input)));
  }

  /** Whether it was removed: false where the condition is not met. */
  remove({ pk, sk }: Key, condition?: Condition): Promise<boolean> {
    const input = { TableName: this.name, Key: { pk, sk }, ...conditionInput(condition, this.#seconds()) };
    return isMet(this.client.send(new DeleteCommand(input)));
  }

  /** Items of a partition in order of their sort key, all of them, page by page. */
  query(pk: string, options: QueryOptions = {}): AsyncGenerator<Item> {
    const { attributes, newestFirst = false, after, atOnce } = options;
    const { condition, values } = sortCondition(options);
    return this.#pages({
      KeyConditionExpression: `#pk = :pk${condition}`,
      ExpressionAttributeNames: {
        '#pk': TABLE.partition,
        ...(condition === '' ? {} : { '#sk': TABLE.sort }),
        ...Object.fromEntries((attributes ?? []).map((name, n) => [`#a${n}`, name])),
      },
      ExpressionAttributeValues: { ':pk': pk, ...values },
      ...(attributes === undefined ? {} : { ProjectionExpression: attributes.map((_, n) => `#a${n}`).join(', ') }),
      ...(after === undefined ? {} : { ExclusiveStartKey: { [TABLE.partition]: pk, [TABLE.sort]: after } }),
      ...(atOnce === undefined ? {} : { Limit: atOnce }),
      ConsistentRead: true,
      ScanIndexForward: !newestFirst,
    });
  }

  /** Keys of items that the index holds under a value; it may lag behind, so the items themselves are read by their keys. */
  async *lookup(value: string): AsyncGenerator<Key> {
    const keys = this.#pages({
      IndexName: TABLE.index,
      KeyConditionExpression: '#lookup = :lookup',
      ExpressionAttributeNames: { '#lookup': TABLE.indexPartition, '#a0': TABLE.partition, '#a1': TABLE.sort },
      ExpressionAttributeValues: { ':lookup': value },
      ProjectionExpression: '#a0, #a1',
    });
    for await (const { pk, sk } of keys) yield { pk: String(pk), sk: String(sk) };
  }

  /** Many writes, each for itself and in any order. */
  write(puts: readonly (Item & Key)[], removals: readonly Key[] = []): Promise<void> {
    return writeBatches(this.client, this.name, puts, removals);
  }

  async *#pages(input: Omit<QueryCommandInput, 'TableName'>): AsyncGenerator<Item> {
    const { ExpressionAttributeNames, ExpressionAttributeValues } = input;
    let { ExclusiveStartKey } = input;
    do {
      const page = await this.client.send(
        new QueryCommand({
          ...input,
          TableName: this.name,
          // DynamoDB removes expired items within days, not at once.
          FilterExpression: 'attribute_not_exists(#expires) OR #expires > :now',
          ExpressionAttributeNames: { ...ExpressionAttributeNames, '#expires': TABLE.expires },
          ExpressionAttributeValues: { ...ExpressionAttributeValues, ':now': this.#seconds() },
          ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
        }),
      );
      yield* page.Items ?? [];
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }

  #isExpired(item: Item): boolean {
    const expires = item[TABLE.expires];
    return typeof expires === 'number' && expires <= this.#seconds();
  }

  #seconds(): number {
    return Math.floor(this.now() / 1000);
  }
}

const sortCondition = ({ prefix, between }: QueryOptions): { condition: string; values: Record<string, string> } => {
  if (between !== undefined)
    return { condition: ' AND #sk BETWEEN :from AND :to', values: { ':from': between[0], ':to': between[1] } };
  if (prefix !== undefined) return { condition: ' AND begins_with(#sk, :prefix)', values: { ':prefix': prefix } };
  return { condition: '', values: {} };
};

const isMet = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};
