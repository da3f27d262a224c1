import { createServer } from 'node:http';
import { close, listen } from './loopback.js';

/** A request as a service of AWS sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** `x-amz-target` of the JSON protocols, without the service; empty where there is none. */
  readonly operation: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

export interface AnsweringService {
  readonly url: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** A service on loopback that answers as it is told; an object is an answer in JSON. */
export const startAnswering = async (answer: (asked: Asked) => Answer | object): Promise<AnsweringService> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const operation =
        String(headers['x-amz-target'] ?? '')
          .split('.')
          .at(-1) ?? '';
      const seen = { method, path: url, operation, text, headers };
      asked.push(seen);
      const answered = answer(seen);
      const whole = 'body' in answered ? (answered as Answer) : { body: JSON.stringify(answered) };
      response.writeHead(whole.status ?? 200, { 'content-type': whole.type ?? 'application/x-amz-json-1.1' });
      response.end(whole.body);
    });
  });
  return { url: await listen(server), asked, close: () => close(server) };
};

/** A refusal of the JSON protocols. */
export const refusing = (code: string, message: string): Answer => ({
  status: 400,
  body: JSON.stringify({ __type: code, message }),
});
