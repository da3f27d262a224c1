import { type UnsharedUnit, callerOf } from './unit.js';

// Small enough for a state's 256 KiB, many times over.
const MOST_UNITS = 50;
// So many batches for each that runs at once, that none is left to wait for the last.
const BATCHES_EACH = 4;

/**
 * Units in batches, each read one unit after the other: every child of the map costs state transitions and a start, and of an
 * organization's accounts most are small. Few units stay alone, to be read side by side. A batch has units of one caller,
 * which keep to one share of its budget; those with a role call each for itself.
 */
export const batchesOf = <U extends UnsharedUnit>(units: readonly U[], maxConcurrency: number): U[][] => {
  const size = Math.min(MOST_UNITS, Math.floor(units.length / (BATCHES_EACH * maxConcurrency)));
  if (size <= 1) return units.map((unit) => [unit]);
  const groups = new Map<string, U[]>();
  for (const unit of units) {
    const key = unit.role === undefined ? callerOf(unit) : 'roles';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [unit]);
    else group.push(unit);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / size) }, (_, n) => group.slice(n * size, (n + 1) * size)),
  );
};
