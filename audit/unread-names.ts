/** A name that schemas pass over without a word, because it would change what an object is instead of what it holds. */
const UNREAD = '__proto__';

export const UNREAD_NAME = `${UNREAD} cannot be the name of anything here`;

const DEEPEST = 32;

/** Where a value holds the name that would not be read: what is declared and not read must not pass for read. */
export const unreadNames = (value: unknown): PropertyKey[][] => {
  const found: PropertyKey[][] = [];
  // Schemas refuse what is nested deeper, whatever it is named. YAML's anchors can make a value its own part, and parts that many share.
  const seen = new Set<unknown>();
  const left: { readonly part: unknown; readonly path: PropertyKey[] }[] = [{ part: value, path: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { part, path } = next;
    if (typeof part !== 'object' || part === null || seen.has(part) || path.length > DEEPEST) continue;
    seen.add(part);
    for (const [name, each] of Object.entries(part)) {
      const here = [...path, Array.isArray(part) ? Number(name) : name];
      if (name === UNREAD) found.push(here);
      else left.push({ part: each, path: here });
    }
  }
  return found;
};
