import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { invalidParameter } from './api-error.js';

/** Where a listing goes on, and for whom. */
export interface Place {
  readonly position: number;
  /** The request that it belongs to: operation, Region and filters. */
  readonly request: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Tokens that only the endpoint which gave them can read: a client that looks into one, changes it, keeps it too long, or hands
 * it to another request is refused, as by the service.
 */
export class NextTokens {
  readonly #key = randomBytes(32);

  constructor(
    readonly now: () => number,
    readonly lifetimeMs: number,
  ) {}

  issue({ position, request }: Place): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const text = JSON.stringify([position, this.now(), digest(request)]);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }

  read(token: string, request: string): number {
    const [position, issued, owner] = this.#open(token);
    if (owner !== digest(request)) throw invalidParameter('The NextToken belongs to a request with other parameters.');
    if (this.now() - issued > this.lifetimeMs) throw invalidParameter('The NextToken has expired.');
    return position;
  }

  #open(token: string): readonly [position: number, issued: number, owner: string] {
    const bytes = Buffer.from(token, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return JSON.parse(Buffer.concat([body, decipher.final()]).toString('utf8')) as [number, number, string];
    } catch {
      // Too short, foreign, or changed: whatever it is, this endpoint did not give it.
      throw invalidParameter('The NextToken is not valid.');
    }
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64').slice(0, 16);
