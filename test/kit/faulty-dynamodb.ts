import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { close, listen } from './loopback.js';

type Body = Readonly<Record<string, unknown>>;

/** A request to DynamoDB: the operation, what it says, and how many writes there were before it. */
export interface SeenOperation {
  readonly operation: string;
  readonly body: Body;
  readonly writes: number;
}

/** What becomes of a request: it passes, or is done and its answer lost, or is refused, or a batch is done by half. */
export type Fate = 'PASS' | 'LOSE_ANSWER' | 'REFUSE' | 'THROTTLE' | 'HALF';

export interface FaultyDynamoDb {
  readonly url: string;
  /** Decides on each request; lets all pass at first. */
  decide: (seen: SeenOperation) => Fate | Promise<Fate>;
  /** Items that were put or removed. */
  items: number;
  /** Requests that write. */
  writes: number;
  /** Capacity units, as the table itself counts them; its index is not among them. */
  readonly units: { read: number; write: number };
  close(): Promise<void>;
}

const WRITES = new Set(['PutItem', 'DeleteItem', 'UpdateItem', 'BatchWriteItem']);

/** Stands before a DynamoDB and spoils what it is told to, as networks, limits and ends of processes do. */
export const startFaultyDynamoDb = async (upstream: string): Promise<FaultyDynamoDb> => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await textOf(request);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const body = JSON.parse(text) as Body;
    const fate = await proxy.decide({ operation, body, writes: proxy.writes });
    if (fate === 'REFUSE') return refuse(response, 'AccessDeniedException', 'injected');
    if (fate === 'THROTTLE') return refuse(response, 'ProvisionedThroughputExceededException', 'injected');
    const [done, left] = fate === 'HALF' && operation === 'BatchWriteItem' ? halved(body) : [body, undefined];
    if (WRITES.has(operation)) {
      proxy.writes += 1;
      proxy.items += operation === 'BatchWriteItem' ? requestsIn(done).length : 1;
    }
    const answer = await fetch(upstream, {
      method: 'POST',
      headers: { ...plain(request.headers), 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({ ...done, ReturnConsumedCapacity: 'TOTAL' }),
    });
    const answered = await answer.text();
    proxy.units[WRITES.has(operation) ? 'write' : 'read'] += unitsIn(answered);
    if (fate === 'LOSE_ANSWER') return refuse(response, 'AccessDeniedException', 'the process ended here');
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(left === undefined ? answered : JSON.stringify({ ...JSON.parse(answered), UnprocessedItems: left }));
  };
  const server = createServer((request, response) => void handle(request, response));
  const proxy: FaultyDynamoDb = {
    url: await listen(server),
    decide: () => 'PASS',
    items: 0,
    writes: 0,
    units: { read: 0, write: 0 },
    close: () => close(server),
  };
  return proxy;
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const plain = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    ['x-amz-target', 'authorization', 'x-amz-date'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

const refuse = (response: ServerResponse, code: string, message: string): void => {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }));
};

/** Of one table, or of each of a batch. */
const unitsIn = (answer: string): number => {
  const { ConsumedCapacity } = JSON.parse(answer) as { ConsumedCapacity?: Consumed | readonly Consumed[] };
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
};

interface Consumed {
  readonly CapacityUnits?: number;
}

const requestsIn = (body: Body): readonly unknown[] =>
  Object.values(body['RequestItems'] as Record<string, readonly unknown[]>).flat();

const halved = (body: Body): readonly [Body, Body | undefined] => {
  const [[table, requests]] = Object.entries(body['RequestItems'] as Record<string, readonly unknown[]>) as [
    [string, readonly unknown[]],
  ];
  const middle = Math.ceil(requests.length / 2);
  const left = requests.slice(middle);
  return [{ RequestItems: { [table]: requests.slice(0, middle) } }, left.length === 0 ? undefined : { [table]: left }];
};
