import { type KeyObject, createPublicKey } from 'node:crypto';
import type { KMSClientConfig } from '@aws-sdk/client-kms';

/** Public keys by the ARN of the key that signs; each is asked for once. */
export type PublicKeys = (keyArn: string) => Promise<KeyObject>;

export const kmsPublicKeys = (config: KMSClientConfig): PublicKeys => {
  const known = new Map<string, Promise<KeyObject>>();
  const ask = async (keyArn: string): Promise<KeyObject> => {
    const { getPublicKey } = await import('./kms.js');
    const { PublicKey } = await getPublicKey(keyArn, config);
    if (PublicKey === undefined) throw new Error(`KMS gave no public key of ${keyArn}`);
    return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  };
  return (keyArn) => {
    const asked = known.get(keyArn) ?? ask(keyArn);
    known.set(keyArn, asked);
    return asked;
  };
};
