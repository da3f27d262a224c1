import { UnsupportedError } from '../errors.js';
import { type Token, tokensOf } from './tokens.js';

/** A metric math expression as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'operation'; readonly sign: string; readonly left: Expression; readonly right: Expression };

/** Signs by how strongly they bind, the weakest first. */
const BINDING = [['||'], ['&&'], ['==', '!=', '<', '>', '<=', '>='], ['+', '-'], ['*', '/'], ['^']];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const parseExpression = (text: string): Expression => {
  const tokens = tokensOf(text);
  let at = 0;
  const isSign = (...signs: readonly string[]): boolean => {
    const token = tokens[at];
    return token?.kind === 'sign' && signs.includes(token.value);
  };
  const expect = (sign: string): void => {
    if (!isSign(sign)) throw new UnsupportedError(`the preview does not understand ${text}: expected ${sign}`);
    at += 1;
  };

  const operation = (level: number): Expression => {
    const signs = BINDING[level];
    if (signs === undefined) return operand();
    let left = operation(level + 1);
    while (isSign(...signs)) {
      const sign = String(tokens[at]?.value);
      at += 1;
      left = { kind: 'operation', sign, left, right: operation(level + 1) };
    }
    return left;
  };
  const operand = (): Expression => {
    if (isSign('-')) {
      at += 1;
      return { kind: 'operation', sign: '-', left: { kind: 'number', value: 0 }, right: operand() };
    }
    if (isSign('(')) {
      at += 1;
      const inner = operation(0);
      expect(')');
      return inner;
    }
    const token: Token | undefined = tokens[at];
    if (token === undefined || token.kind === 'sign')
      throw new UnsupportedError(`the preview does not understand ${text}: it ends too early`);
    at += 1;
    if (token.kind !== 'name' || !isSign('(')) return token;
    at += 1;
    const args: Expression[] = [];
    while (!isSign(')')) {
      args.push(operation(0));
      if (!isSign(')')) expect(',');
    }
    expect(')');
    return { kind: 'call', name: token.value.toUpperCase(), args };
  };

  const whole = operation(0);
  if (at < tokens.length)
    throw new UnsupportedError(`the preview does not understand ${text}: there is more than one expression`);
  return whole;
};
