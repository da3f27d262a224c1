import { statusFrom } from '../audit/fail-on.js';
import type { Run } from '../audit/run.js';
import { type Severity, type Status, worstStatus } from '../audit/status.js';

/** What a command ends with: a pipeline reads it. */
export const EXIT_CODES: Readonly<Record<Status, number>> = {
  COMPLIANT: 0,
  ERROR: 1,
  NON_COMPLIANT: 2,
  INSUFFICIENT_DATA: 3,
};

/** The code of the worst of several runs; breaches below a severity count for nothing where one is given. */
export const exitCodeOf = (runs: readonly Run[], failOn?: Severity): number =>
  EXIT_CODES[worstStatus(runs.map((run) => (failOn === undefined ? run.status : statusFrom(failOn, run))))];
