import { InvalidArgumentError } from 'commander';
import type { Severity } from '../../audit/status.js';

/** Reads an option that is one of these severities, in whatever case it is typed. */
export const severityOf =
  (allowed: readonly Severity[]) =>
  (value: string): Severity => {
    const severity = allowed.find((each) => each === value.toUpperCase());
    if (severity === undefined) throw new InvalidArgumentError(`Expected one of ${allowed.join(', ')}.`);
    return severity;
  };
