import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, halfOf, sizeOf } from './answer.js';
import { regionOfScope } from './credentials.js';
import type { Endpoint } from './endpoint.js';
import type { Fault, SandboxRequest } from './faults.js';
import { operationOf } from './operation.js';

/** A request that was seen, and what became of it. */
export interface SeenRequest extends SandboxRequest {
  /** Undefined until it is answered, and for one that never is. */
  status?: number;
  /** How many items its page had. */
  items?: number;
  fault?: Fault['kind'];
}

// Longer than clients keep a connection for later use: else one is closed just when the next request goes out on it.
const KEEP_ALIVE_MS = 65_000;

/** The HTTP side: connections, delays, and what goes wrong on the way. */
export class HttpServer {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;

  constructor(readonly endpoint: Endpoint) {
    this.#server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (message, response) => {
      this.#handle(message, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  listen(port: number, host: string): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => resolve(this.#server.address() as AddressInfo));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = this.#see(message);
    const { latencyMs = 0, faultPlan } = this.endpoint.options;
    const fault = faultPlan?.(seen);
    if (fault !== undefined) seen.fault = fault.kind;
    const delay = latencyMs + (fault?.kind === 'slow' ? fault.ms : 0);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') return void message.socket.resetAndDestroy();
    const answer =
      fault?.kind === 'answer' ? foreign(fault) : this.endpoint.answer(seen, message.headers.authorization, fault);
    seen.status = answer.status;
    if (answer.items !== undefined) seen.items = answer.items;
    send(answer, response, fault);
  }

  #see(message: IncomingMessage): SeenRequest {
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://endpoint');
    const seen: SeenRequest = {
      number: this.requests.length + 1,
      operation: operationOf(message.method ?? '', pathname),
      path: pathname,
      query: searchParams,
      region: regionOfScope(message.headers.authorization),
    };
    this.requests.push(seen);
    return seen;
  }
}

const foreign = ({ status, body, contentType = 'text/html' }: Extract<Fault, { kind: 'answer' }>): Answer => ({
  status,
  headers: { 'content-type': contentType },
  body: [Buffer.from(body)],
});

const send = ({ status, headers, body }: Answer, response: ServerResponse, fault: Fault | undefined): void => {
  const isTruncated = fault?.kind === 'truncated-json';
  const sent = isTruncated ? [halfOf(body)] : body;
  response.writeHead(status, { ...headers, 'content-length': sizeOf(sent) });
  if (fault?.kind === 'half-body') {
    response.write(halfOf(body), () => response.destroy());
    return;
  }
  if (fault?.kind === 'slow-body') {
    const half = halfOf(body);
    response.write(half);
    const rest = setTimeout(() => response.end(Buffer.concat(body).subarray(half.length)), fault.ms);
    response.once('close', () => clearTimeout(rest));
    return;
  }
  // Corked, so that the pieces of a page leave in one call.
  response.cork();
  for (const piece of sent) response.write(piece);
  response.uncork();
  response.end();
};
