import { sha256 } from '../canonical.js';

/**
 * A value as JSON in canonical form (RFC 8785), so that whoever computes its digest, in whatever language, comes to the same.
 * What JSON leaves out is left out; text that is no Unicode (half of a pair, as foreign text may have) is read as U+FFFD, as
 * anything that writes UTF-8 does.
 */
export const canonicalForm = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(wellFormed(value));
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no form in JSON`);
    // ECMAScript's own form of numbers is the one that RFC 8785 asks for.
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((each) => canonicalForm(each ?? null)).join(',')}]`;
  if (typeof value !== 'object' || ArrayBuffer.isView(value))
    throw new TypeError(`A ${typeof value} has no canonical form`);
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]): [string, unknown] => [wellFormed(name), each])
    // In order of UTF-16 code units.
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonicalForm(each)}`).join(',')}}`;
};

/** SHA-256 of a value's canonical form. */
export const formDigest = (value: unknown): string => sha256(canonicalForm(value));

const LONE = /\p{Surrogate}/gu;

const wellFormed = (text: string): string => text.replaceAll(LONE, '\uFFFD');
