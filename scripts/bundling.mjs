/** What the bundles of `run.mjs` and `bundle.ts` have in common. */

// dynalite takes `level` only to keep a table on disk; its native database has no place in a bundle, and ours are in memory.
export const aliases = { level: 'memory-level' };
