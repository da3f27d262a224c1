import { SIGNING_ALGORITHMS, type Signature } from '../audit/evidence/schema.js';

/** Signs digests of runs. */
export interface Signer {
  readonly keyArn: string;
  sign(digest: string): Promise<Signature>;
}

// Whoever publishes can wait some seconds for a signature, and goes on without one after that.
const MOST_ATTEMPTS = 5;

/** Signs with an asymmetric key of KMS; the client is loaded where there is something to sign, and nowhere else. */
export const kmsSigner = (keyArn: string): Signer => ({
  keyArn,
  sign: async (digest) => {
    const { getPublicKey, signDigest } = await import('./kms.js');
    const { SigningAlgorithms = [] } = await getPublicKey(keyArn, { maxAttempts: MOST_ATTEMPTS });
    const algorithm = SIGNING_ALGORITHMS.find((each) => SigningAlgorithms.includes(each));
    if (algorithm === undefined)
      throw new Error(
        `${keyArn} signs with none of ${SIGNING_ALGORITHMS.join(', ')}, but ${SigningAlgorithms.join(', ') || 'nothing'}`,
      );
    const { Signature: signature, KeyId = keyArn } = await signDigest(keyArn, Buffer.from(digest, 'hex'), algorithm, {
      maxAttempts: MOST_ATTEMPTS,
    });
    if (signature === undefined) throw new Error(`KMS gave no signature by ${keyArn}`);
    return { keyArn: KeyId, algorithm, value: Buffer.from(signature).toString('base64') };
  },
});
