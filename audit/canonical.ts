import { hash } from 'node:crypto';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON with sorted keys and no white space, so that equal values give equal bytes. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value as Json)) ?? 'null';

const sorted = (value: Json): Json => {
  if (value instanceof Date) return value.toJSON(); // null where it is no date
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, v]) => [key, sorted(v)]));
};

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 of a value's canonical form. */
export const digest = (value: unknown): string => sha256(canonical(value));
