import type { KeyObject } from 'node:crypto';
import { messageOf } from '../../audit/errors.js';
import type { SoundLink } from '../../audit/evidence/chain.js';
import { isSignedBy } from '../../audit/evidence/check-signature.js';
import type { Problem, Verification } from '../../audit/evidence/verification.js';
import type { PublicKeys } from '../public-keys.js';
import type { RunLink } from './run-links.js';

export interface SignatureOptions {
  /** The one key by which all runs have to be signed, wherever they say that it lies. */
  readonly publicKey?: KeyObject | undefined;
  /** The ARN of the key by which all runs have to be signed. */
  readonly keyArn?: string | undefined;
  /** Where public keys of other keys are asked for. */
  readonly publicKeys?: PublicKeys | undefined;
}

/** Checks signatures, run by run. */
export class SignatureChecks {
  readonly #options: SignatureOptions;
  readonly #keys = new Set<string>();
  #valid = 0;
  #unsigned = 0;
  #unchecked: string | undefined;

  constructor(options: SignatureOptions) {
    this.#options = options;
  }

  /** What is wrong with the signature of a run; `wasSigned`, as the run after it says. */
  async check(
    { key: where, signature, text, evidence, item }: RunLink & SoundLink,
    wasSigned: boolean,
  ): Promise<Problem | undefined> {
    const { publicKey, keyArn } = this.#options;
    if (signature === undefined) {
      this.#unsigned += 1;
      const isAskedFor = publicKey !== undefined || keyArn !== undefined;
      const isMissing = wasSigned || (evidence.signingKey !== undefined && item?.unsigned === undefined);
      const reason = wasSigned ? undefined : item?.unsigned;
      return isAskedFor || isMissing
        ? { ...where, change: 'UNSIGNED', why: whyUnsigned(evidence.signingKey, reason) }
        : undefined;
    }
    this.#keys.add(signature.keyArn);
    if (keyArn !== undefined && signature.keyArn !== keyArn)
      return { ...where, change: 'BADLY_SIGNED', why: `${signature.keyArn} signed it, not ${keyArn}` };
    const key = publicKey ?? (await this.#publicKey(signature.keyArn));
    if (key === undefined) return undefined;
    if (!isSigned(key, text, signature)) {
      const whose = publicKey === undefined ? signature.keyArn : 'the given key';
      return { ...where, change: 'BADLY_SIGNED', why: `its signature is not one of ${whose}` };
    }
    this.#valid += 1;
    return undefined;
  }

  result(): Verification['signatures'] {
    return {
      valid: this.#valid,
      unsigned: this.#unsigned,
      ...(this.#unchecked === undefined ? {} : { unchecked: this.#unchecked }),
      keys: [...this.#keys].sort(),
    };
  }

  async #publicKey(keyArn: string): Promise<KeyObject | undefined> {
    const { publicKeys } = this.#options;
    try {
      return await publicKeys?.(keyArn);
    } catch (error) {
      this.#unchecked ??= `the public key of ${keyArn} could not be read: ${messageOf(error)}`;
      return undefined;
    }
  }
}

const isSigned = (...args: Parameters<typeof isSignedBy>): boolean => {
  try {
    return isSignedBy(...args);
  } catch {
    // What is no signature at all.
    return false;
  }
};

const whyUnsigned = (signingKey: string | undefined, reason: string | undefined): string => {
  if (signingKey === undefined) return 'it was published without a key to sign with';
  return `it was to be signed by ${signingKey}, and is not: ${reason ?? 'its signature was removed'}`;
};
