/** A finite number as the fraction that its decimal digits say: 99.9 is 999/10, not the double beside it. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const fractionOf = (value: number): Fraction => {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', decimals = ''] = digits.split('.');
  const power = Number(exponent) - decimals.length;
  const over = BigInt(whole + decimals);
  return power >= 0 ? { over: over * 10n ** BigInt(power), under: 1n } : { over, under: 10n ** BigInt(-power) };
};

const product = (factors: readonly number[]): Fraction =>
  factors.map(fractionOf).reduce((a, b) => ({ over: a.over * b.over, under: a.under * b.under }), ONE);
const ONE: Fraction = { over: 1n, under: 1n };

/** Whether the product of some finite numbers is less than that of others, without any rounding. */
export const isLess = (factors: readonly number[], others: readonly number[]): boolean => {
  const [a, b] = [product(factors), product(others)];
  return a.over * b.under < b.over * a.under;
};
