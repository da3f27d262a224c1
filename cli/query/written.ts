import { plainJson } from '../../audit/steering.js';

/** JSON: all of it, or an item a line. */
export const written = (whole: object, items: readonly unknown[], output: 'json' | 'ndjson'): string =>
  output === 'json' ? `${plainJson(whole, 2)}\n` : items.map((item) => `${plainJson(item)}\n`).join('');
