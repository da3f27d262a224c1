import { isLess } from '../../audit/exact.js';

describe('products of numbers, compared exactly', () => {
  it('takes decimals for what they say', () => {
    // As doubles, 3 · 33.3 is 99.89999999999999.
    expect(isLess([100, 999], [99.9, 1000])).toBe(false);
    expect(isLess([100, 998], [99.9, 1000])).toBe(true);
    expect(isLess([3, 33.3], [99.9])).toBe(false);
    expect(isLess([99.9], [3, 33.3])).toBe(false);
  });

  it('tells numbers apart that doubles do not', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(isLess([most, most - 1], [most, most])).toBe(true);
    expect(isLess([100, most - 1], [100, most])).toBe(true);
    expect(isLess([100, most], [100, most])).toBe(false);
  });

  it('reads numbers that are written with an exponent, and negative ones', () => {
    expect(isLess([1e-7], [1.1e-7])).toBe(true);
    expect(isLess([1.5e21], [1.5e22])).toBe(true);
    expect(isLess([1.5e21], [1.5e21])).toBe(false);
    expect(isLess([-0.5], [0])).toBe(true);
    expect(isLess([0], [-0.5])).toBe(false);
  });
});
