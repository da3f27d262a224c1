import type { Changes } from '../changes/changes.js';
import type { ToldFinding } from '../changes/told.js';
import type { Finding } from '../finding.js';
import { type Severity, atLeastAsSevere } from '../status.js';
import type { ClosedReason } from './asff.js';

/** What has changed since Security Hub was told last, of the findings that it is told. */
export interface Told {
  readonly changes: Changes<ToldFinding, Finding>;
  /** The time of the run that it was told last; nothing where it was told nothing. */
  readonly toldAsOf?: string | undefined;
  readonly asOf: string;
  /** All findings of the run, whether it is told of them or not. */
  readonly findings: readonly Finding[];
}

export interface Due {
  readonly open: readonly Finding[];
  readonly closed: readonly { readonly finding: Finding | ToldFinding; readonly reason: ClosedReason }[];
}

/** Whether Security Hub is told of a finding, where it is told only of what is so severe, or more. */
export const isSevereEnough =
  (minimum: Severity) =>
  ({ severity }: Pick<Finding, 'severity'>): boolean =>
    atLeastAsSevere(severity, minimum);

const dayOf = (iso: string): string => iso.slice(0, 10);

/**
 * What Security Hub has to be told: what is new, another than before, or gone; and once a day (UTC) all that is open, for it
 * forgets what is not renewed for 90 days. Not all of it each time, for it bills by the finding. What could not be judged stays
 * open there until a run says otherwise.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings.html
 */
export const dueFindings = ({ changes, toldAsOf, asOf, findings }: Told): Due => {
  const { added, changed, same, gone } = changes;
  const isNewDay = toldAsOf === undefined || dayOf(toldAsOf) !== dayOf(asOf);
  const there = new Map(findings.map((finding) => [finding.id, finding]));
  return {
    open: [...added.map(({ finding }) => finding), ...changed.map(({ finding }) => finding), ...(isNewDay ? same : [])],
    closed: gone.flatMap(({ finding, reason }): Due['closed'][number][] => {
      // Of what is there the run knows more: by what it is exempt, how severe it has become.
      const still = there.get(finding.id);
      if (still !== undefined)
        return [{ finding: still, reason: still.exempt === undefined ? 'LESS_SEVERE' : 'EXEMPTED' }];
      return reason === 'NOT_EVALUATED' ? [] : [{ finding, reason }];
    }),
  };
};
