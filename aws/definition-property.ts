import { inflateRawSync } from 'node:zlib';
import { messageOf } from '../audit/errors.js';
import { withValues } from '../audit/definition-values.js';
import { PROPERTIES } from '../audit/wire.js';

// A thousand exemptions with all that may be said of them; more is no definition, and would fill a function's memory.
const LARGEST = 8_000_000;

/** The definition that properties of the custom resource declare, as JSON; throws what is wrong with the property. */
export const declaredBy = (properties: Readonly<Record<string, unknown>>): string => {
  const declared = properties[PROPERTIES.definition];
  if (typeof declared !== 'string' || declared === '')
    throw new Error(`The property ${PROPERTIES.definition} is needed: a report's definition as JSON`);
  // Base64 has no braces.
  if (/^\s*\{/.test(declared)) return jsonOf(declared).text;
  const { value } = jsonOf(inflated(declared));
  const values: unknown = properties[PROPERTIES.values];
  return JSON.stringify(withValues(value, Array.isArray(values) ? values : []));
};

const inflated = (packed: string): string => {
  try {
    return inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: LARGEST }).toString('utf8');
  } catch {
    return packed;
  }
};

const jsonOf = (text: string): { readonly text: string; readonly value: unknown } => {
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch (error) {
    throw new Error(`The property ${PROPERTIES.definition} is not JSON: ${messageOf(error)}`, { cause: error });
  }
};
