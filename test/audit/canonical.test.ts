import fc from 'fast-check';
import { canonical, digest } from '../../audit/canonical.js';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, shuffled(each)]),
  );
};

describe('the canonical form', () => {
  it('is the same in whatever order keys came, and is JSON that says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(shuffled(value))).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ b: undefined, a: { d: 1, c: 2 } }, '{"a":{"c":2,"d":1}}'],
    [{ at: new Date(0), never: new Date(Number.NaN) }, '{"at":"1970-01-01T00:00:00.000Z","never":null}'],
    [JSON.parse('{"__proto__":{"x":1},"a":1}'), '{"__proto__":{"x":1},"a":1}'],
    [undefined, 'null'],
  ])('of %p is %s', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it('tells apart what differs', () => {
    const different = [{ a: '1' }, { a: 1 }, { a: [1] }, { a: null }, {}, [], ['a', 1], { b: 1 }];
    expect(new Set(different.map(digest)).size).toBe(different.length);
  });
});

it('a digest is the SHA-256 of the canonical form', () => {
  expect(digest({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});
