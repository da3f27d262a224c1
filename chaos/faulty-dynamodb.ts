import {
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request as httpRequest,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fate, SeenOperation } from './fates.js';

export type Body = Readonly<Record<string, unknown>>;
type Requests = readonly unknown[];

interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Stands before a DynamoDB and spoils what it is told to, as networks, limits and ends of processes do. */
export class FaultyDynamoDb {
  /** Where the real one is. */
  upstream: string;
  /** Decides on each request. */
  decide: (seen: SeenOperation) => Fate | Promise<Fate> = () => 'PASS';
  /** Told of what was done, and of its answer. */
  onDone: (operation: string, done: Body, answer: string) => void = () => undefined;
  /** Told of each answer that says that a condition was not met. */
  onConditionFailed: () => void = () => undefined;
  /** Told when a request gets no answer, after whatever was done. */
  onSilence: () => void = () => undefined;
  readonly #server: Server;

  private constructor(upstream: string) {
    this.upstream = upstream;
    this.#server = createServer((message, response) => {
      this.#handle(message, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(upstream = ''): Promise<FaultyDynamoDb> {
    const proxy = new FaultyDynamoDb(upstream);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(message);
    const operation = String(message.headers['x-amz-target']).split('.')[1] ?? '';
    const body = JSON.parse(text) as Body;
    const fate = await this.decide({ operation, body });
    const refusal = REFUSALS[fate];
    if (refusal !== undefined) return refuse(response, ...refusal);
    if (fate === 'HANG') return this.onSilence();
    if (fate === 'RESET') return void message.socket.resetAndDestroy();
    const [done, left] = doneOf(fate, operation, body);
    // A query of one item that finds none is answered as any.
    const answer =
      done === undefined
        ? NOTHING_DONE
        : await ask(this.upstream, message, { ...done, ReturnConsumedCapacity: 'TOTAL' });
    if (done !== undefined) this.onDone(operation, done, answer.body);
    if (answer.body.includes('ConditionalCheckFailed')) this.onConditionFailed();
    if (fate === 'HANG_DONE') return this.onSilence();
    if (fate === 'DENY_DONE') return refuse(response, ...DENIED);
    if (fate === 'LOSE_ANSWER') return void message.socket.resetAndDestroy();
    const told =
      left === undefined ? answer.body : JSON.stringify({ ...JSON.parse(answer.body), UnprocessedItems: left });
    send(response, answer.status, told);
  }
}

type Refusal = readonly [status: number, code: string, message: string];

const DENIED: Refusal = [400, 'AccessDeniedException', 'User is not authorized to perform this action on the table'];
const REFUSALS: Readonly<Partial<Record<Fate, Refusal>>> = {
  THROTTLE: [
    400,
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput was exceeded',
  ],
  SERVER_ERROR: [500, 'InternalServerError', 'The request processing has failed because of an unknown error'],
  DENY: DENIED,
};
const NOTHING_DONE: Answered = { status: 200, body: '{}' };

/** What of a request is done, and what of it is said to be left. */
const doneOf = (fate: Fate, operation: string, body: Body): readonly [Body | undefined, Body | undefined] => {
  if (fate === 'SHORT_PAGE' && operation === 'Query') return [{ ...body, Limit: 1 }, undefined];
  if (operation !== 'BatchWriteItem' || (fate !== 'HALF' && fate !== 'UNPROCESSED')) return [body, undefined];
  const [table, requests] = Object.entries(body['RequestItems'] as Readonly<Record<string, Requests>>)[0] ?? ['', []];
  const taken = fate === 'HALF' ? Math.ceil(requests.length / 2) : 0;
  const of = (some: Requests) => (some.length === 0 ? undefined : { [table]: some });
  const done = of(requests.slice(0, taken));
  return [done === undefined ? undefined : { ...body, RequestItems: done }, of(requests.slice(taken))];
};

const textOf = async (message: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
};

const PASSED_ON = ['x-amz-target', 'authorization', 'x-amz-date'] as const;

const ask = (upstream: string, { headers }: IncomingMessage, body: Body): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const passed = Object.fromEntries(PASSED_ON.map((name) => [name, String(headers[name])]));
    const text = JSON.stringify(body);
    const request = httpRequest(
      upstream,
      { method: 'POST', headers: { ...passed, 'content-type': TYPE, 'content-length': Buffer.byteLength(text) } },
      (answer) => void textOf(answer).then((told) => resolve({ status: answer.statusCode ?? 500, body: told }), reject),
    );
    request.once('error', reject);
    request.end(text);
  });

const TYPE = 'application/x-amz-json-1.0';

const send = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': TYPE, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

const refuse = (response: ServerResponse, status: number, code: string, message: string): void =>
  send(response, status, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }));
