import fc from 'fast-check';
import { compilePattern, matchesAny } from '../../audit/pattern.js';

/** The rule as it is said, letter by letter, whatever it costs. */
const naive = ([first, ...pattern]: readonly string[], text: readonly string[]): boolean => {
  if (first === undefined) return text.length === 0;
  if (first === '*') return naive(pattern, text) || (text.length > 0 && naive([first, ...pattern], text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && naive(pattern, text.slice(1));
};

// Two letters mostly, so that pieces of a pattern overlap in a text; of the others whatever a letter can be.
const letters = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b') },
  fc.constantFrom(':', '/', '\n', '💾', 'ß', '.', '[', '\\', '\ud83d', '\udcbe'),
);
const texts = fc.array(letters, { maxLength: 9 }).map((each) => each.join(''));
const patterns = fc
  .array(fc.oneof(letters, fc.constantFrom('*', '*', '?')), { maxLength: 8 })
  .map((each) => each.join(''));

/** A text that the pattern matches, most likely. */
const madeFrom = (pattern: string): fc.Arbitrary<string> =>
  fc
    .tuple(...[...pattern].map((each) => (each === '*' ? texts : each === '?' ? letters : fc.constant(each))))
    .map((each) => each.join(''));

describe('a pattern', () => {
  const patternAndText = patterns.chain((pattern) =>
    fc.tuple(fc.constant(pattern), fc.oneof(texts, madeFrom(pattern))),
  );

  it('matches what the rule says, letter by letter', () => {
    fc.assert(
      fc.property(patternAndText, ([pattern, text]) => {
        expect(compilePattern(pattern)(text)).toBe(naive([...pattern], [...text]));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['arn:aws:rds:*:db:prod-*', 'arn:aws:rds:eu-west-1:111111111111:db:prod-orders', true],
    ['arn:aws:s3:::logs', 'arn:aws:s3:::logs-2', false],
    ['*logs', 'arn:aws:s3:::logs', true],
    ['Vault', 'vault', false],
    ['*', '', true],
    ['?', '', false],
    ['?', '💾', true],
    ['??', '💾', false],
    ['a*a', 'a', false],
    ['arn:*.*', 'arn:aws', false],
    ['a**b', 'ab', true],
  ])('%s and %j: %s', (pattern, text, matches) => {
    expect(compilePattern(pattern)(text)).toBe(matches);
  });

  // Backtracking over every star would take longer than the universe has been there.
  it.each(['*a'.repeat(50), '*a?'.repeat(50)])('costs no more than text times pattern: %.20s…', (hostile) => {
    expect(compilePattern(`${hostile}b`)('a'.repeat(20_000))).toBe(false);
  });

  it('looks at no more characters than text times pattern, whatever both are', () => {
    const hostile = fc.oneof(
      patternAndText,
      fc.tuple(
        fc
          .array(fc.constantFrom('*', '?', 'a', 'b', 'aa', '*a', '*a?'), { maxLength: 30 })
          .map((each) => each.join('')),
        fc.tuple(fc.nat(400), fc.constantFrom('', 'b', 'a')).map(([length, end]) => 'a'.repeat(length) + end),
      ),
    );
    fc.assert(
      fc.property(hostile, ([pattern, text]) => {
        // A literal is compared as a whole.
        fc.pre(/[*?]/.test(pattern));
        const counted = new CountedText(text);
        expect(compilePattern(pattern)(counted as unknown as string)).toBe(compilePattern(pattern)(text));
        expect(counted.looks).toBeLessThanOrEqual(3 * (text.length + 1) * (pattern.length + 1));
      }),
      { numRuns: 2_000 },
    );
  });

  it('looks at a text twice as long no more than twice as often', () => {
    for (const pattern of ['*a*a*a*a*b', '*aaa*aaab', '*a?a?*b', 'arn:*:db:*-?', '*ab*'.repeat(20)]) {
      const looks = [5_000, 10_000].map((length) => {
        const counted = new CountedText('a'.repeat(length));
        compilePattern(pattern)(counted as unknown as string);
        return counted.looks;
      });
      expect(looks[1]).toBeLessThanOrEqual(2.1 * looks[0]! + 10);
    }
  });
});

/** A text that counts how often one of its characters is looked at; it searches as simply as can be. */
class CountedText {
  looks = 0;
  constructor(readonly text: string) {}

  get length(): number {
    return this.text.length;
  }

  codePointAt(at: number): number | undefined {
    this.looks += 1;
    return this.text.codePointAt(at);
  }

  startsWith(piece: string, from = 0): boolean {
    for (let at = 0; at < piece.length; at += 1) {
      this.looks += 1;
      if (this.text[from + at] !== piece[at]) return false;
    }
    return true;
  }

  endsWith(piece: string): boolean {
    return this.startsWith(piece, this.text.length - piece.length);
  }

  indexOf(piece: string, from: number): number {
    for (let at = from; at + piece.length <= this.text.length; at += 1) if (this.startsWith(piece, at)) return at;
    return -1;
  }
}

describe('several patterns', () => {
  it('match where one of them does', () => {
    const isCopyVault = matchesAny(['literal', '*-copies', 'v?']);
    expect(['literal', 'us-copies', 'v1', 'LITERAL', 'v12', 'copies'].map(isCopyVault)).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });

  it('match nothing where there are none', () => {
    expect(matchesAny([])('')).toBe(false);
  });
});
