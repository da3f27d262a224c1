import type { Changes } from '../changes/changes.js';
import type { ToldFinding } from '../changes/told.js';
import type { Finding } from '../finding.js';
import type { RunItem } from '../record/items.js';
import type { RunHeader } from '../run.js';
import { SEVERITIES } from '../status.js';
import { percentWords, plural, time } from '../views/words.js';

/** What a notification is about: a run, and what has changed since the one that was told before. */
export interface Noteworthy {
  readonly auditor: string;
  readonly run: RunItem;
  readonly header: RunHeader;
  readonly changes: Changes<ToldFinding, Finding>;
  /** Where it can be seen, for who has the right to. */
  readonly dashboard?: string | undefined;
}

/** Whether people are to be told at all: of another status, or of something new. A run that finds the same says nothing. */
export const isNoteworthy = ({ changes }: Pick<Noteworthy, 'changes'>): boolean =>
  changes.status.before !== changes.status.now || changes.added.length > 0;

export const resolvedIn = ({ gone }: Noteworthy['changes']): readonly ToldFinding[] =>
  gone.filter(({ reason }) => reason === 'RESOLVED').map(({ finding }) => finding);

/** `3 new findings, 1 resolved`. */
export const changeWords = ({ changes }: Pick<Noteworthy, 'changes'>): string => {
  const [added, resolved] = [changes.added.length, resolvedIn(changes).length];
  return [plural(added, 'new finding'), ...(resolved === 0 ? [] : [`${resolved} resolved`])].join(', ');
};

/** `It was COMPLIANT.` */
export const beforeWords = ({ changes: { status } }: Pick<Noteworthy, 'changes'>): string => {
  if (status.before === undefined) return 'It is the first run that is told.';
  return status.before === status.now ? 'It was so before.' : `It was ${status.before}.`;
};

/** The run in one line. */
export const runWords = ({ run }: Pick<Noteworthy, 'run'>): string => {
  const bySeverity = SEVERITIES.filter((severity) => run.findingsBySeverity[severity] > 0).map(
    (severity) => `${run.findingsBySeverity[severity]} ${severity}`,
  );
  const findings = plural(run.findings, 'finding');
  return `Run of ${time(run.asOf)}: ${plural(run.copyJobs, 'copy job')}, ${percentWords(run.compliancePercent)}, ${findings}${bySeverity.length === 0 ? '' : ` (${bySeverity.join(', ')})`}.`;
};

/** What was not read, in one line; nothing where all was. */
export const unreadWords = ({ run }: Pick<Noteworthy, 'run'>): string | undefined =>
  run.complete
    ? undefined
    : `${run.unreadUnits} of ${plural(run.units, 'place')} could not be read: this is not the whole picture.`;
