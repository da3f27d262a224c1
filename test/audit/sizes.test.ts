import fc from 'fast-check';
import { type SizedCopy, addSize, mergeSizes } from '../../audit/sizes.js';

// Few values, so that ties are common.
const copies: fc.Arbitrary<readonly SizedCopy[]> = fc.array(
  fc.record(
    { completed: fc.nat(6), created: fc.nat(2), id: fc.constantFrom('a', 'b', 'c'), size: fc.nat(3) },
    { requiredKeys: ['completed'] },
  ),
  { maxLength: 14 },
);
const keep = fc.integer({ min: 1, max: 5 });
const all = (each: readonly SizedCopy[], most: number): readonly SizedCopy[] =>
  each.reduce<readonly SizedCopy[]>((kept, copy) => addSize(kept, copy, most), []);

describe('the sizes that are kept', () => {
  it('are the newest copy, sized or not, and the newest sized ones, newest first', () => {
    fc.assert(
      fc.property(copies, keep, (each, most) => {
        const kept = all(each, most);
        const dates = each.map(({ completed }) => completed).sort((a, b) => b - a);
        const sized = each.filter(({ size }) => size !== undefined).map(({ completed }) => completed);
        expect(kept.map(({ completed }) => completed)).toEqual(
          kept.map(({ completed }) => completed).sort((a, b) => b - a),
        );
        expect(kept[0]?.completed).toBe(dates[0]);
        expect(kept.filter(({ size }) => size !== undefined).map(({ completed }) => completed)).toEqual(
          sized.sort((a, b) => b - a).slice(0, most),
        );
        expect(kept.filter(({ size }) => size === undefined).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('are the same in whatever order copies come and are merged', () => {
    fc.assert(
      fc.property(copies, copies, copies, keep, fc.nat(42), (a, b, c, most, turn) => {
        const together = [...a, ...b, ...c];
        const turned = [...together.slice(turn), ...together.slice(0, turn)];
        const expected = all(together, most);
        const merge = (x: readonly SizedCopy[], y: readonly SizedCopy[]) => mergeSizes(x, y, most);
        expect(all(turned.reverse(), most)).toEqual(expected);
        expect(merge(merge(all(c, most), all(a, most)), all(b, most))).toEqual(expected);
        expect(merge(all(b, most), merge(all(c, most), all(a, most)))).toEqual(expected);
      }),
    );
  });
});
