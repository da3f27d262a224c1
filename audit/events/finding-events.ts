import type { GoneReason } from '../changes/gone.js';
import type { Changes } from '../changes/changes.js';
import type { ToldFinding } from '../changes/told.js';
import { digest } from '../canonical.js';
import type { Finding } from '../finding.js';
import { shorten } from '../shorten.js';
import { severityRank } from '../status.js';
import type { FindingChange, FindingDetail } from './schema.js';

type Said = Omit<FindingDetail, 'version' | 'auditor' | 'report' | 'runId' | 'asOf' | 'trigger' | 'status'>;
type Kind = {
  readonly change: FindingChange;
  readonly reason?: string;
  readonly previousSeverity?: Finding['severity'];
};

const ORDER: readonly FindingChange[] = ['NEW', 'CHANGED', 'RESOLVED', 'CLOSED'];

/** What is told of findings, worst first; of what could not be judged nothing is, until it can be. */
export const findingChanges = (
  report: string,
  { added, changed, gone }: Pick<Changes<ToldFinding, Finding>, 'added' | 'changed' | 'gone'>,
): Said[] => {
  const said = (finding: ToldFinding | Finding, kind: Kind): Said => ({
    id: idOf(report, finding, kind),
    ...kind,
    finding: shortened(finding),
  });
  const all = [
    ...added.map(({ finding, reason }) => said(finding, { change: 'NEW', reason })),
    ...changed.map(({ before, finding }) => {
      const previousSeverity = before.severity === finding.severity ? {} : { previousSeverity: before.severity };
      return said(finding, { change: 'CHANGED', ...previousSeverity });
    }),
    ...gone
      .filter(({ reason }) => reason !== 'NOT_EVALUATED')
      .map(({ finding, reason }) => said(finding, { change: endOf(reason), reason })),
  ];
  const rank = ({ change, finding }: Said) => ORDER.indexOf(change) * 10 + severityRank(finding.severity);
  return all.sort((a, b) => rank(a) - rank(b));
};

const endOf = (reason: GoneReason): FindingChange => (reason === 'RESOLVED' ? 'RESOLVED' : 'CLOSED');

/** The same for the same thing said again: a finding that is there since a time, what becomes of it, and until when. */
const idOf = (report: string, finding: ToldFinding | Finding, { change, reason, previousSeverity }: Kind): string =>
  digest([
    report,
    ...[finding.id, finding.firstSeen ?? null, finding.severity, finding.verdict],
    ...[change, reason ?? null, previousSeverity ?? null],
    finding.exempt?.until ?? ('exemptionEnded' in finding ? finding.exemptionEnded?.until : undefined) ?? null,
  ]).slice(0, 32);

const LONGEST = 1_000;
const LONGEST_NAME = 2_048;

/** Without the copy job: that is in the table, and an event is no place for it. Foreign text ends somewhere. */
const shortened = (finding: ToldFinding | Finding): Said['finding'] => {
  const { id, control, controlId, filterSet, severity, verdict, subject, firstSeen } = finding;
  const whole: Partial<Finding> = finding;
  const texts = Object.entries({ expected: whole.expected, found: whole.found, remedy: whole.remedy });
  const { cause } = whole;
  return {
    ...{ id, control, controlId, severity, verdict },
    ...(filterSet === undefined ? {} : { filterSet }),
    subject: {
      type: subject.type,
      id: shorten(subject.id, LONGEST_NAME),
      ...Object.fromEntries(
        Object.entries(subject).flatMap(([name, value]) =>
          name === 'type' || name === 'id' || value === undefined ? [] : [[name, shorten(value, LONGEST_NAME)]],
        ),
      ),
    },
    ...Object.fromEntries(
      texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, shorten(text, LONGEST)]])),
    ),
    ...(cause === undefined
      ? {}
      : { cause: { id: cause.id, title: shorten(cause.title, LONGEST), remedy: shorten(cause.remedy, LONGEST) } }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
  };
};
