/** `*` any run of characters, `?` one code point, the rest literally, the whole text. */
export const matches = (pattern: string, given: string): boolean => {
  const wanted = [...pattern];
  const text = [...given];
  const from = (p: number, t: number): boolean => {
    if (p === wanted.length) return t === text.length;
    if (wanted[p] === '*') return from(p + 1, t) || (t < text.length && from(p, t + 1));
    return t < text.length && (wanted[p] === '?' || wanted[p] === text[t]) && from(p + 1, t + 1);
  };
  return from(0, 0);
};

export const matchesSome = (patterns: readonly string[], texts: readonly (string | undefined)[]): boolean =>
  texts.some((text) => text !== undefined && patterns.some((pattern) => matches(pattern, text)));

/** Message categories compare without case, `_` and `-`. */
export const sameCategory = (a: string, b: string): boolean =>
  a.toUpperCase().replace(/[_-]/g, '') === b.toUpperCase().replace(/[_-]/g, '');
