import fc from 'fast-check';
import { isoOf } from '../../audit/iso.js';

const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

describe('a date in ISO 8601', () => {
  it('is what toISOString writes', () => {
    const moments = fc.oneof(fc.integer({ min: FIRST, max: LAST }), fc.integer({ min: -5, max: 5 }));
    fc.assert(
      fc.property(moments, (ms) => expect(isoOf(ms)).toBe(new Date(ms).toISOString())),
      { numRuns: 2_000 },
    );
  });

  it('has no part of a millisecond, before 1970 as after it', () => {
    for (const ms of [1.9, -1.9, 1_795_132_800_000.5]) expect(isoOf(ms)).toBe(new Date(ms).toISOString());
  });

  it('stays within years of four digits', () => {
    expect([isoOf(FIRST - 1), isoOf(LAST + 1), isoOf(-Infinity), isoOf(Infinity)]).toEqual([
      '0000-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      '0000-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ]);
  });
});
