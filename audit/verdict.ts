/** What a control says of a subject. `undefined` in its place means: that is no subject of this control. */
export type Verdict = Met | NotMet | Undetermined;

export interface Met {
  readonly outcome: 'MET';
}

export interface NotMet {
  readonly outcome: 'NOT_MET';
  /** What the control asks, as a phrase: `a copy no older than 26h`. */
  readonly expected: string;
  /** What there was instead, as a phrase: `newest good copy is 49h old`. */
  readonly found: string;
}

export interface Undetermined {
  readonly outcome: 'UNDETERMINED';
  readonly expected: string;
  /** Why what AWS tells does not decide it. */
  readonly found: string;
}

/** One object for every met: the hot path allocates nothing for a job that is in order. */
export const met: Met = Object.freeze({ outcome: 'MET' });
export const notMet = (expected: string, found: string): NotMet => ({ outcome: 'NOT_MET', expected, found });
export const undetermined = (expected: string, found: string): Undetermined => ({
  outcome: 'UNDETERMINED',
  expected,
  found,
});
