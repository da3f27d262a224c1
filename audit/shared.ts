const MOST = 5_000;
const known = new Map<string, unknown>();

/**
 * The same value, if need be an earlier one that is equal: evidence is kept until a run ends, and ten thousand failed jobs
 * tell the same few vaults, roles and plans. Only of what comes as JSON; nobody writes into what is shared.
 */
export const shared = <T>(value: T): T => {
  if (value === null || (typeof value !== 'string' && typeof value !== 'object')) return value;
  const key = typeof value === 'string' ? value : JSON.stringify(value);
  const earlier = known.get(key);
  // A text can read as the JSON of an object.
  if (typeof earlier === typeof value) return earlier as T;
  if (known.size >= MOST) known.clear();
  known.set(key, value);
  return value;
};
