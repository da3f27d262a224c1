import fc from 'fast-check';
import { plainJson } from '../../audit/steering.js';
import { jsonPiecesOf } from '../../cli/outputs/json.js';
import { foreignTexts } from '../kit/foreign-text.js';

describe('JSON in pieces', () => {
  it('is the same bytes as in one, of whatever there can be', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 7 }), fc.nat(5), (value, levels) => {
        expect([...jsonPiecesOf(value, levels)].join('')).toBe(`${plainJson(value, 2) ?? ''}\n`);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out what is not there, and writes out what steers', () => {
    const value = {
      a: undefined,
      b: [undefined, {}],
      [foreignTexts.map(([, text]) => text).join('')]: [[], { c: undefined }],
    };
    expect([...jsonPiecesOf(value, 3)].join('')).toBe(`${plainJson(value, 2) ?? ''}\n`);
  });

  it('has no piece as long as the whole', () => {
    const value = { findings: Array.from({ length: 1000 }, (_, id) => ({ id, job: { text: 'x'.repeat(100) } })) };
    expect(Math.max(...[...jsonPiecesOf(value, 3)].map(({ length }) => length))).toBeLessThan(300);
  });
});
