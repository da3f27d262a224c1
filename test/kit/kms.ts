import { execFileSync } from 'node:child_process';
import { type KeyObject, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, listen } from './loopback.js';

/** KMS as far as it signs, over the wire: real keys, and OpenSSL's signatures of digests, which nobody here wrote. */
export interface LocalKms {
  readonly url: string;
  readonly keyArn: string;
  readonly publicKey: KeyObject;
  /** Requests, by operation. */
  readonly asked: Record<string, number>;
  /** Why it refuses to sign, while it does. */
  refusal: string | undefined;
  close(): Promise<void>;
}

const KEYS = {
  ECDSA_SHA_256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RSASSA_PSS_SHA_256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
} as const;
const PADDING = {
  ECDSA_SHA_256: [],
  RSASSA_PSS_SHA_256: ['-pkeyopt', 'rsa_padding_mode:pss', '-pkeyopt', 'rsa_pss_saltlen:digest'],
} as const;

export const startKms = async (algorithm: keyof typeof KEYS = 'ECDSA_SHA_256'): Promise<LocalKms> => {
  const { publicKey, privateKey } = KEYS[algorithm]();
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-kms-'));
  const file = join(folder, 'key.pem');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  const signed = (digest: Buffer): Buffer =>
    execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', file, '-pkeyopt', 'digest:sha256', ...PADDING[algorithm]], {
      input: digest,
    });
  const keyArn = `arn:aws:kms:eu-west-1:111122223333:key/${algorithm.toLowerCase()}`;
  const answers: Record<string, (body: Record<string, string>) => Record<string, unknown>> = {
    GetPublicKey: () => ({
      KeyId: keyArn,
      KeyUsage: 'SIGN_VERIFY',
      // As KMS lists them, those of other hashes among them.
      SigningAlgorithms: algorithm === 'ECDSA_SHA_256' ? [algorithm] : ['RSASSA_PSS_SHA_512', algorithm],
      PublicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    }),
    Sign: ({ Message = '', MessageType, SigningAlgorithm }) => {
      if (MessageType !== 'DIGEST' || SigningAlgorithm !== algorithm) throw new Error('ValidationException');
      const signature = signed(Buffer.from(Message, 'base64'));
      return { KeyId: keyArn, SigningAlgorithm, Signature: signature.toString('base64') };
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      kms.asked[operation] = (kms.asked[operation] ?? 0) + 1;
      const refused = operation === 'Sign' ? kms.refusal : undefined;
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>;
      const answer =
        refused === undefined ? answers[operation]?.(body) : { __type: 'AccessDeniedException', message: refused };
      response.writeHead(refused === undefined ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer));
    });
  });
  const kms: LocalKms = {
    url: await listen(server),
    keyArn,
    publicKey,
    asked: {},
    refusal: undefined,
    close: () => {
      rmSync(folder, { recursive: true });
      return close(server);
    },
  };
  return kms;
};
