/**
 * Patterns as a definition writes them: `*` is any run of characters, none included (`:`, `/` and line breaks too), `?` is
 * exactly one character (a code point: an emoji is one), everything else is meant literally. A pattern matches the whole
 * text and minds upper and lower case.
 *
 * Not a regular expression: ARNs and names are foreign text, and a pattern like `*a*a*a*b` must never cost more than
 * (length of the text) × (length of the pattern).
 */
export type Matcher = (text: string) => boolean;

const STAR = 0x2a;
const QUESTION_MARK = 0x3f;
const FIRST_ASTRAL = 0x10000;
const LONE_SURROGATE = /\p{Surrogate}/u;

const widthOf = (codePoint: number): number => (codePoint >= FIRST_ASTRAL ? 2 : 1);

/** Binds a pattern once, so that asking a million texts costs no more than it must. */
export const compilePattern = (pattern: string): Matcher => {
  // Searching by UTF-16 units finds the same as by code points, as long as the pattern holds no half of a pair.
  if (pattern.includes('?') || LONE_SURROGATE.test(pattern)) return (text) => matches(pattern, text);
  const [prefix = '', ...rest] = pattern.split(/\*+/);
  const suffix = rest.pop();
  return suffix === undefined ? (text) => text === pattern : inOrder(prefix, rest, suffix);
};

/** Whether any of the patterns matches. No pattern at all matches nothing: a definition's schema refuses an empty list. */
export const matchesAny = (patterns: readonly string[]): Matcher => {
  const literals = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const matchers = patterns.filter((pattern) => !literals.has(pattern)).map(compilePattern);
  return (text) => literals.has(text) || matchers.some((matcher) => matcher(text));
};

/** What nearly all patterns are: literal pieces between stars. Taking each where it first occurs leaves most to the next. */
const inOrder =
  (prefix: string, middle: readonly string[], suffix: string): Matcher =>
  (text) => {
    const end = text.length - suffix.length;
    if (end < prefix.length || !text.startsWith(prefix) || !text.endsWith(suffix)) return false;
    let from = prefix.length;
    for (const piece of middle) {
      const at = text.indexOf(piece, from);
      if (at < 0 || at + piece.length > end) return false;
      from = at + piece.length;
    }
    return true;
  };

/** Two pointers; on a mismatch only the last star gives way, by one character: an earlier one could win nothing more. */
const matches = (pattern: string, text: string): boolean => {
  let inPattern = 0;
  let inText = 0;
  let afterStar = -1;
  let starEndsAt = 0;
  while (inText < text.length) {
    const wanted = pattern.codePointAt(inPattern);
    const given = text.codePointAt(inText) ?? 0;
    if (wanted === STAR) {
      inPattern += 1;
      afterStar = inPattern;
      starEndsAt = inText;
    } else if (wanted !== undefined && (wanted === given || wanted === QUESTION_MARK)) {
      inPattern += widthOf(wanted);
      inText += widthOf(given);
    } else if (afterStar >= 0) {
      starEndsAt += widthOf(text.codePointAt(starEndsAt) ?? 0);
      inPattern = afterStar;
      inText = starEndsAt;
    } else {
      return false;
    }
  }
  while (pattern.codePointAt(inPattern) === STAR) inPattern += 1;
  return inPattern === pattern.length;
};
