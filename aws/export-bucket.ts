import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { connections } from './connections.js';

export interface ExportBucketOptions {
  readonly name: string;
  /** The account that it belongs to: a bucket of somebody else under the same name is sent nothing. */
  readonly owner: string;
  readonly client?: S3ClientConfig;
  /** Bytes that are held at once, before they are sent. */
  readonly partSize?: number;
}

// A part has at least 5 MiB, an object at most 10,000 of them. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const PART_SIZE = 16 * 1024 * 1024;

const TYPE = { ContentType: 'application/gzip' } as const;

/** A bucket that runs are exported to. Encryption is the bucket's own. */
export class ExportBucket {
  readonly #client: S3Client;
  readonly #bucket: { readonly Bucket: string; readonly ExpectedBucketOwner: string };
  readonly #partSize: number;

  constructor({ name, owner, client = {}, partSize = PART_SIZE }: ExportBucketOptions) {
    this.#client = new S3Client({ maxAttempts: 8, requestHandler: connections(), ...client });
    this.#bucket = { Bucket: name, ExpectedBucketOwner: owner };
    this.#partSize = partSize;
  }

  /**
   * Writes text as it comes, compressed, and answers how many bytes it came to. The same text makes the same bytes, for a gzip
   * stream names no time and no file. Nothing is seen of it before all of it is there.
   */
  async put(key: string, text: AsyncIterable<string>): Promise<number> {
    const parts = inParts(text, this.#partSize);
    const first = await parts.next();
    const body = first.done === true ? Buffer.alloc(0) : first.value;
    const second = await parts.next();
    if (second.done !== true) return this.#putParts(key, [body, second.value], parts);
    await this.#client.send(new PutObjectCommand({ ...this.#bucket, ...TYPE, Key: key, Body: body }));
    return body.length;
  }

  async #putParts(Key: string, begun: readonly Buffer[], rest: AsyncIterable<Buffer>): Promise<number> {
    const object = { ...this.#bucket, Key };
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand({ ...object, ...TYPE }));
    const upload = { ...object, UploadId };
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let bytes = 0;
    const put = async (Body: Buffer): Promise<void> => {
      const PartNumber = Parts.length + 1;
      const { ETag } = await this.#client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
      bytes += Body.length;
    };
    try {
      for (const part of begun) await put(part);
      for await (const part of rest) await put(part);
      await this.#client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    } catch (error) {
      // Parts of what was never completed are stored, and paid for, and seen by nobody.
      await this.#client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      throw error;
    }
    return bytes;
  }
}

/** Compressed text in parts of one size; the last may be shorter. */
async function* inParts(text: AsyncIterable<string>, size: number): AsyncGenerator<Buffer, undefined> {
  let held: Buffer[] = [];
  let length = 0;
  const gzip = createGzip();
  const source = Readable.from(text, { objectMode: true });
  source.once('error', (error) => gzip.destroy(error));
  for await (const chunk of source.pipe(gzip) as AsyncIterable<Buffer>) {
    held.push(chunk);
    length += chunk.length;
    while (length >= size) {
      const all = Buffer.concat(held);
      yield all.subarray(0, size);
      held = [all.subarray(size)];
      length -= size;
    }
  }
  if (length > 0) yield Buffer.concat(held);
  return undefined;
}
