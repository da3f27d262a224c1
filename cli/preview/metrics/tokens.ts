import { UnsupportedError } from '../errors.js';

export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: string };

const SPACE = /\s+/y;
const NUMBER = /\d+(\.\d+)?/y;
const TEXT = /'([^']*)'/y;
const WORD = /"([^"]*)"/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGN = /<=|>=|==|!=|&&|\|\||[-+*/^(),<>]/y;

/** A metric math expression in its words. */
export const tokensOf = (expression: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(expression) ?? undefined;
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  };
  while (at < expression.length) {
    if (take(SPACE) !== undefined) continue;
    const number = take(NUMBER);
    if (number !== undefined) {
      tokens.push({ kind: 'number', value: Number(number[0]) });
      continue;
    }
    const text = take(TEXT) ?? take(WORD);
    if (text !== undefined) {
      tokens.push({ kind: 'text', value: text[1] ?? '' });
      continue;
    }
    const name = take(NAME);
    if (name !== undefined) {
      tokens.push({ kind: 'name', value: name[0] });
      continue;
    }
    const sign = take(SIGN);
    if (sign === undefined)
      throw new UnsupportedError(`the preview does not understand ${expression} from ${expression.slice(at, at + 10)}`);
    tokens.push({ kind: 'sign', value: sign[0] });
  }
  return tokens;
};
