import { type Status, worstStatus } from '../audit/status.js';

/** What a command ends with: a pipeline reads it. */
export const EXIT_CODES: Readonly<Record<Status, number>> = {
  COMPLIANT: 0,
  ERROR: 1,
  NON_COMPLIANT: 2,
  INSUFFICIENT_DATA: 3,
};

export const exitCodeOf = (statuses: readonly Status[]): number => EXIT_CODES[worstStatus(statuses)];
