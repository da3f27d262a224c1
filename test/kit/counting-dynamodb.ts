import { type Body, FaultyDynamoDb } from '../../chaos/faulty-dynamodb.js';

/** What passed through a wire to DynamoDB. */
export interface Counts {
  /** Items that were put or removed. */
  items: number;
  /** Requests that write. */
  writes: number;
  /** Capacity units, as the table itself counts them; its index is not among them. */
  readonly units: { read: number; write: number };
}

export type CountingDynamoDb = FaultyDynamoDb & Counts;

const WRITES = new Set(['PutItem', 'DeleteItem', 'UpdateItem', 'BatchWriteItem']);

/** A wire that can be spoilt, and counts what passes. */
export const startCountingDynamoDb = async (upstream: string): Promise<CountingDynamoDb> => {
  const counts: Counts = { items: 0, writes: 0, units: { read: 0, write: 0 } };
  const wire = Object.assign(await FaultyDynamoDb.start(upstream), counts);
  wire.onDone = (operation, done, answer) => {
    wire.units[WRITES.has(operation) ? 'write' : 'read'] += unitsIn(answer);
    if (!WRITES.has(operation)) return;
    wire.writes += 1;
    wire.items += operation === 'BatchWriteItem' ? requestsIn(done).length : 1;
  };
  return wire;
};

interface Consumed {
  readonly CapacityUnits?: number;
}

/** Of one table, or of each of a batch. */
const unitsIn = (answer: string): number => {
  const { ConsumedCapacity } = JSON.parse(answer) as { ConsumedCapacity?: Consumed | readonly Consumed[] };
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
};

const requestsIn = (body: Body): readonly unknown[] =>
  Object.values(body['RequestItems'] as Record<string, readonly unknown[]>).flat();
