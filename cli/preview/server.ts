import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { messageOf } from '../../audit/errors.js';
import { pageFile, pageHtml } from './page-files.js';
import type { Preview } from './preview.js';

export interface PreviewServer {
  readonly url: string;
  close(): Promise<void>;
}

const LARGEST_CALL = 256 * 1024;

const values = z.record(z.string(), z.unknown());
const callSchema = z.object({
  dashboard: z.string(),
  widget: z.string(),
  variables: z.record(z.string(), z.string()),
  endpoint: z.string().exactOptional(),
  parameters: values.exactOptional(),
  forms: values,
  range: z.object({ start: z.number(), end: z.number() }),
  theme: z.enum(['light', 'dark']),
  width: z.number(),
  height: z.number(),
});

// The page runs its own script and asks its own server; a custom widget may bring styles and pictures in itself.
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves a preview to this machine only. */
export const servePreview = async (preview: Preview, about: string, port: number): Promise<PreviewServer> => {
  const server = createServer((request, response) => {
    answer(preview, about, request, response).catch((error: unknown) => {
      send(response, 500, 'text/plain', messageOf(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await preview.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};

const answer = async (
  preview: Preview,
  about: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { host = '' } = request.headers;
  // A page of elsewhere that lets a name point at this machine is not answered.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host))
    return send(response, 403, 'text/plain', 'This preview is for this machine only');
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://preview');
  switch (`${request.method} ${pathname}`) {
    case 'GET /':
      return send(response, 200, 'text/html', pageHtml(about));
    case 'GET /page.js':
      return send(response, 200, 'text/javascript', pageFile('page.js'));
    case 'GET /page.css':
      return send(response, 200, 'text/css', pageFile('page.css'));
    case 'GET /api/dashboard': {
      const variables = [...searchParams].flatMap(([name, value]) =>
        name.startsWith('variable.') ? [[name.slice(9), value]] : [],
      );
      const choice = {
        dashboard: searchParams.get('dashboard') ?? '',
        seconds: Math.max(0, Number(searchParams.get('seconds') ?? 0) || 0),
        variables: Object.fromEntries(variables) as Record<string, string>,
      };
      return send(response, 200, 'application/json', JSON.stringify(preview.dashboard(choice)));
    }
    case 'POST /api/widget': {
      if (request.headers['content-type'] !== 'application/json')
        return send(response, 415, 'text/plain', 'Expected JSON');
      const call = callSchema.parse(JSON.parse(await bodyOf(request)));
      return send(response, 200, 'application/json', JSON.stringify(await preview.ask(call)));
    }
    default:
      return send(response, 404, 'text/plain', 'There is nothing here');
  }
};

const send = (response: ServerResponse, status: number, type: string, body: string | Buffer): void => {
  response
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(body);
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_CALL) throw new RangeError('The call of a widget is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
