/** How a control went on a filter set, as counts. */
export interface Outcomes {
  met: number;
  /** Not met and not exempt. */
  notMet: number;
  /** Undetermined and not exempt. */
  undetermined: number;
  /** Not met or undetermined, and exempt. */
  exempt: number;
  /** What a judge threw, the first time; makes the control an ERROR. */
  error?: string | undefined;
}

export const noOutcomes = (): Outcomes => ({ met: 0, notMet: 0, undetermined: 0, exempt: 0 });

export const mergeOutcomes = (into: Outcomes, other: Outcomes): void => {
  into.met += other.met;
  into.notMet += other.notMet;
  into.undetermined += other.undetermined;
  into.exempt += other.exempt;
  // The first in order of text, so that the order of units never changes a result.
  if (other.error !== undefined && (into.error === undefined || other.error < into.error)) into.error = other.error;
};

export const subjectsOf = ({ met, notMet, undetermined, exempt }: Outcomes): number =>
  met + notMet + undetermined + exempt;
