import { type FilterSet, windowOf } from './filter-set.js';
import type { Unit } from './unit.js';
import type { UnitResult } from './unit-result.js';

/** What a reader of the run should know of how a unit was read, and what is no error. */
export const unitNotes = (
  unit: Unit,
  set: FilterSet,
  asOf: number,
  ofTags: readonly string[] = [],
): Pick<UnitResult, 'notes'> => {
  const notes = [...ofTags, ...sinceWhen(unit, set, asOf), ...fromAll(unit)];
  return notes.length === 0 ? {} : { notes };
};

// Only jobs that were created after the opt-in are there to see.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/manage-cross-account.html
const sinceWhen = ({ visibleSince }: Unit, set: FilterSet, asOf: number): string[] =>
  visibleSince === undefined || (windowOf(set, asOf).from ?? -Infinity) >= visibleSince
    ? []
    : [
        `copy jobs from before ${new Date(visibleSince).toISOString()} cannot be seen: cross-account monitoring was turned on then`,
      ];

const fromAll = ({ byAccountId }: Unit): string[] =>
  byAccountId === '*'
    ? [
        'read with account id "*", which AWS documents for backup jobs and not for copy jobs: some accounts may be missing',
      ]
    : [];
