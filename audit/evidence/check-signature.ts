import { type KeyObject, constants, verify } from 'node:crypto';
import type { Signature } from './schema.js';

/**
 * Whether a key signed a text. KMS was given the text's SHA-256, which is how these algorithms begin in any case.
 * https://docs.aws.amazon.com/kms/latest/developerguide/offline-public-key.html
 */
export const isSignedBy = (key: KeyObject, text: string, { algorithm, value }: Signature): boolean => {
  const padding =
    algorithm === 'RSASSA_PSS_SHA_256'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : algorithm === 'RSASSA_PKCS1_V1_5_SHA_256'
        ? { padding: constants.RSA_PKCS1_PADDING }
        : {};
  if (key.asymmetricKeyType !== (algorithm === 'ECDSA_SHA_256' ? 'ec' : 'rsa')) return false;
  return verify('sha256', Buffer.from(text), { key, ...padding }, Buffer.from(value, 'base64'));
};
