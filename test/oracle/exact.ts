/** A number as the fraction its decimal digits say: 99.9 is 999/10, not the double beside it. */
const fraction = (value: number): { over: bigint; under: bigint } => {
  const [digits = '0', exponent = '0'] = value.toString().split('e');
  const [whole = '0', decimals = ''] = digits.split('.');
  const power = Number(exponent) - decimals.length;
  const over = BigInt(`${whole}${decimals}`);
  return power >= 0 ? { over: over * 10n ** BigInt(power), under: 1n } : { over, under: 10n ** BigInt(-power) };
};

/** Whether a · b < c · d, without any rounding. */
export const isLess = (a: number, b: number, c: number, d: number): boolean => {
  const [fa, fb, fc, fd] = [a, b, c, d].map(fraction) as [Fraction, Fraction, Fraction, Fraction];
  return fa.over * fb.over * fc.under * fd.under < fc.over * fd.over * fa.under * fb.under;
};
type Fraction = ReturnType<typeof fraction>;

/** met of all as a percentage, rounded down to a tenth. */
export const percentOf = (met: number, all: number): number | null =>
  all === 0 ? null : Number((BigInt(met) * 1000n) / BigInt(all)) / 10;
