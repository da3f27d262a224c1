import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { canonicalForm } from '../../../audit/evidence/canonical-form.js';

describe('the canonical form', () => {
  it('is the one of RFC 8785, of any JSON', () => {
    const keys = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('10', '9', '1e3', '__proto__', '\u20ac', '\ud83d\ude00', '\ufb33'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'grapheme' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(keys, tie('value')),
      ),
    }));
    fc.assert(
      fc.property(value, (json) => {
        expect(canonicalForm(json)).toBe(canonicalize(json));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{ b: 1, a: undefined, '10': 2, '9': 3 }, '{"10":2,"9":3,"b":1}'],
    [[1e21, 1e-7, -0, 333333333.3333333], '[1e+21,1e-7,0,333333333.3333333]'],
    ['\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    // What cannot be written as UTF-8 is what it becomes when it is.
    ['half \ud83d of a pair', '"half \ufffd of a pair"'],
  ])('of %j is %s', (value, form) => {
    expect(canonicalForm(value)).toBe(form);
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [new Uint8Array(1)], [() => 1]])('is none of %p', (value) => {
    expect(() => canonicalForm({ value })).toThrow(TypeError);
  });
});
