import { CopyJob } from '../copy-job.js';
import { MOST_UNREAD_UNITS, type RunHeader } from '../run.js';
import { type KnownFinding, type LaterRun, askedKey } from './judged-run.js';

/** Why a finding counts no more. Only RESOLVED says that what it is about was judged again, and is in order. */
export const GONE_REASONS = {
  RESOLVED: 'it was judged again, and is in order',
  EXEMPTED: 'an exemption excuses it',
  NOT_ASKED: 'the report asks it no longer',
  REDEFINED: 'the report was changed, and by what it asks now there is no such finding',
  NOT_EVALUATED: 'it could not be judged in this run',
  PAST: 'what it is about is too old, or no longer there to be judged',
} as const;
export type GoneReason = keyof typeof GONE_REASONS;

/** Tells why findings of a run before are not among those of a later one; `isSameDefinition`: both ran by the same. */
export const whyGone = (
  { header, knows = () => true }: LaterRun<KnownFinding>,
  isSameDefinition: boolean,
): ((finding: KnownFinding) => Exclude<GoneReason, 'EXEMPTED'>) => {
  const results = new Map(header.controls.map((result) => [askedKey(result), result]));
  const isUnread = unreadIn(header);
  return (finding) => {
    const result = results.get(askedKey(finding));
    if (result === undefined) return 'NOT_ASKED';
    if (result.error !== undefined || isUnread(finding)) return 'NOT_EVALUATED';
    if (!isSameDefinition) return 'REDEFINED';
    if (isPast(finding, knows)) return 'PAST';
    // Whoever is in order is among those that met it; where none is, nothing was there to be judged.
    return result.met === 0 ? 'NOT_EVALUATED' : 'RESOLVED';
  };
};

/** Whether something of a filter set could not be read where a finding's subject would have been. */
const unreadIn = ({ units, complete }: Pick<RunHeader, 'units' | 'complete'>): ((finding: KnownFinding) => boolean) => {
  if (complete) return () => false;
  const unread = units.filter(({ error }) => error !== undefined);
  // A run keeps no more of them, or none that says where.
  if (unread.length === 0 || unread.length >= MOST_UNREAD_UNITS) return () => true;
  return ({ filterSet, subject: { accountId } }) =>
    unread.some(
      (unit) =>
        (filterSet === undefined || unit.filterSet === filterSet) &&
        (accountId === undefined || !/^\d{12}$/.test(unit.accountId) || unit.accountId === accountId),
    );
};

/**
 * A finished job never changes, nor does when a recovery point was copied first: such findings do not end because something
 * was mended, but when their subject leaves the time that is looked at. A resource is forgotten at last.
 */
const isPast = ({ subject, filterSet, job }: KnownFinding, knows: NonNullable<LaterRun<never>['knows']>): boolean => {
  const { type, resourceArn } = subject;
  if (type === 'recoveryPoint') return true;
  if (type === 'job') return job !== undefined && new CopyJob(job).isFinished;
  const isOfRow = type === 'resource' || type === 'schedule';
  return isOfRow && filterSet !== undefined && resourceArn !== undefined && !knows(filterSet, resourceArn);
};
