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
    const { GetPublicKeyCommand, KMSClient, SignCommand } = await import('@aws-sdk/client-kms');
    const client = new KMSClient({ maxAttempts: MOST_ATTEMPTS });
    const { SigningAlgorithms = [] } = await client.send(new GetPublicKeyCommand({ KeyId: keyArn }));
    const algorithm = SIGNING_ALGORITHMS.find((each) => SigningAlgorithms.includes(each));
    if (algorithm === undefined)
      throw new Error(
        `${keyArn} signs with none of ${SIGNING_ALGORITHMS.join(', ')}, but ${SigningAlgorithms.join(', ') || 'nothing'}`,
      );
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
    const { Signature, KeyId = keyArn } = await client.send(
      new SignCommand({
        KeyId: keyArn,
        Message: Buffer.from(digest, 'hex'),
        MessageType: 'DIGEST',
        SigningAlgorithm: algorithm,
      }),
    );
    if (Signature === undefined) throw new Error(`KMS gave no signature by ${keyArn}`);
    return { keyArn: KeyId, algorithm, value: Buffer.from(Signature).toString('base64') };
  },
});
