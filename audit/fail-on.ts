import type { Run } from './run.js';
import { type Severity, type Status, atLeastAsSevere, worstStatus } from './status.js';

type Judged = Pick<Run, 'status' | 'complete'> & {
  readonly controls: readonly Pick<Run['controls'][number], 'severity' | 'status' | 'error' | 'undetermined'>[];
};

/**
 * The status of a run for whom breaches below a severity do not matter: what else is wrong shows then. That something could not
 * be read, judged or told matters at every severity.
 */
export const statusFrom = (severity: Severity, { status, complete, controls }: Judged): Status => {
  if (status !== 'NON_COMPLIANT') return status;
  const others = controls
    .filter((control) => control.severity !== 'INFORMATIONAL')
    .map((control): Status => {
      if (control.status !== 'NON_COMPLIANT' || atLeastAsSevere(control.severity, severity)) return control.status;
      if (control.error !== undefined) return 'ERROR';
      return control.undetermined > 0 ? 'INSUFFICIENT_DATA' : 'COMPLIANT';
    });
  return worstStatus(complete ? others : [...others, 'ERROR']);
};
