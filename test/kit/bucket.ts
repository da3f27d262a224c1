import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { close, listen } from './loopback.js';

/** S3 as far as objects are written, over the wire: whole, or in parts. */
export interface LocalBucket {
  readonly url: string;
  /** The account that it belongs to. */
  owner: string;
  /** What lies in it, by its key. */
  readonly objects: Map<string, Buffer>;
  /** Uploads in parts that were neither completed nor aborted. */
  readonly open: Map<string, Map<number, Buffer>>;
  /** Operations, in order. */
  readonly asked: string[];
  /** Why it refuses what is put into it, while it does. */
  refusal: string | undefined;
  /** The lines of an object. */
  lines(key: string): Record<string, unknown>[];
  close(): Promise<void>;
}

export const BUCKET = 'exports';
export const OWNER = '111111111111';

const xml = (name: string, fields: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0"?><${name}>${Object.entries(fields)
    .map(([key, value]) => `<${key}>${value}</${key}>`)
    .join('')}</${name}>`;

export const startBucket = async (): Promise<LocalBucket> => {
  let uploads = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', bucket.url);
      const key = decodeURIComponent(pathname.slice(`/${BUCKET}/`.length));
      const upload = searchParams.get('uploadId') ?? '';
      const part = Number(searchParams.get('partNumber'));
      const body = Buffer.concat(chunks);
      const refuse = (status: number, Code: string, Message: string) =>
        response.writeHead(status).end(xml('Error', { Code, Message }));
      if (request.headers['x-amz-expected-bucket-owner'] !== bucket.owner)
        return refuse(403, 'AccessDenied', 'Access Denied');
      const operation = `${request.method}${searchParams.has('uploads') ? ' begin' : part > 0 ? ' part' : upload === '' ? '' : ' upload'}`;
      bucket.asked.push(operation);
      if (bucket.refusal !== undefined && operation !== 'DELETE upload')
        return refuse(403, 'AccessDenied', bucket.refusal);
      switch (operation) {
        case 'PUT':
          bucket.objects.set(key, body);
          return response.end();
        case 'POST begin': {
          const UploadId = `upload-${(uploads += 1)}`;
          bucket.open.set(UploadId, new Map());
          return response.end(xml('InitiateMultipartUploadResult', { UploadId }));
        }
        case 'PUT part':
          bucket.open.get(upload)?.set(part, body);
          return response.setHeader('etag', `"${part}"`).end();
        case 'POST upload': {
          const parts = [...(bucket.open.get(upload) ?? new Map<number, Buffer>())].sort(([a], [b]) => a - b);
          bucket.objects.set(key, Buffer.concat(parts.map(([, each]) => each)));
          bucket.open.delete(upload);
          return response.end(xml('CompleteMultipartUploadResult', { Key: key }));
        }
        case 'DELETE upload':
          bucket.open.delete(upload);
          return response.writeHead(204).end();
        default:
          return refuse(405, 'MethodNotAllowed', operation);
      }
    });
  });
  const bucket: LocalBucket = {
    url: await listen(server),
    owner: OWNER,
    objects: new Map(),
    open: new Map(),
    asked: [],
    refusal: undefined,
    lines: (key) =>
      gunzipSync(bucket.objects.get(key) ?? Buffer.alloc(0))
        .toString('utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    close: () => close(server),
  };
  return bucket;
};
