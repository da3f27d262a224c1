import { plainJson } from '../../audit/steering.js';

/**
 * JSON of any length in pieces, the same bytes as in one: findings of a bad night can be longer than the longest string that
 * JavaScript can hold. What lies so many levels deep is a piece each.
 */
export function* jsonPiecesOf(value: unknown, levels: number): Generator<string> {
  yield* piecesOf(value, '', levels);
  yield '\n';
}

function* piecesOf(value: unknown, indent: string, levels: number): Generator<string> {
  if (levels === 0 || typeof value !== 'object' || value === null || value instanceof Date) {
    yield (plainJson(value, 2) ?? 'null').replaceAll('\n', `\n${indent}`);
    return;
  }
  const isList = Array.isArray(value);
  const entries: [string, unknown][] = Object.entries(value);
  const members = isList ? entries : entries.filter(([, member]) => member !== undefined);
  const [open, close] = isList ? '[]' : '{}';
  const inner = `${indent}  `;
  for (const [index, [name, member]] of members.entries()) {
    const key = isList ? '' : `${plainJson(name) ?? ''}: `;
    yield `${index === 0 ? open : ','}\n${inner}${key}`;
    yield* piecesOf(member, inner, levels - 1);
  }
  yield members.length === 0 ? `${open}${close}` : `\n${indent}${close}`;
}
