import { sha256 } from './canonical.js';
import { type Cause, guide } from './causes/cause.js';
import { KNOWN_CAUSES } from './causes/known.js';
import { maskMessage, plainLine } from './causes/mask.js';
import { compilePattern } from './pattern.js';
import { shorten } from './shorten.js';

export type { Cause } from './causes/cause.js';
export { maskMessage } from './causes/mask.js';

/** What of a copy job tells its cause; each may be missing, null-ish or empty. */
export interface FailedJob {
  readonly State?: string | undefined;
  readonly MessageCategory?: string | undefined;
  readonly StatusMessage?: string | undefined;
}

const REASONS = guide('backup-dashboards.html#problematic-reasons');
const TITLE_CHARACTERS = 120;

/**
 * Message categories compare without case, `_` and `-`: AWS writes ACCESS_DENIED in one page and AccessDenied in another.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html
 */
export const plainCategory = (category: string): string => category.replace(/[_-]/g, '').toUpperCase();

/** The causes without what they are recognised by. */
const CAUSES: ReadonlyMap<string, Cause> = new Map(
  KNOWN_CAUSES.map(({ id, title, remedy, page, scope }) => [
    id,
    Object.freeze({ id, title, remedy, ...(page === undefined ? {} : { page }), scope }),
  ]),
);

const causeNamed = (id: string): Cause => {
  const cause = CAUSES.get(id);
  if (cause === undefined) throw new RangeError(`No cause has the id ${id}.`);
  return cause;
};

interface KnownMessage {
  readonly matches: (words: string) => boolean;
  readonly cause: Cause;
}

// Made at the first failure: most functions are loaded without ever seeing one.
let byWords: readonly KnownMessage[] | undefined;
const knownMessages = (): readonly KnownMessage[] =>
  (byWords ??= KNOWN_CAUSES.flatMap(({ id, says = [] }) =>
    says.map((part) => ({ matches: compilePattern(`*${part}*`), cause: causeNamed(id) })),
  ));

const BY_CATEGORY: ReadonlyMap<string, Cause> = new Map(
  KNOWN_CAUSES.flatMap(({ id, categories = [] }) =>
    categories.map((category) => [plainCategory(category), causeNamed(id)] as const),
  ),
);

// These categories give no reason: everything that AWS has no category for, and no trouble at all.
const SAYING_NOTHING = new Set(['MISCELLANEOUS', 'SUCCESS']);

const UNEXPLAINED: Cause = Object.freeze({
  id: 'unexplained',
  title: 'AWS gives no reason',
  remedy:
    'Start the copy again, and look for the calls of its role in CloudTrail at the time of the failure. If it fails again, give the CopyJobId to AWS Support.',
  page: guide('recov-point-create-a-copy.html#backup-copy-retry'),
  scope: 'job',
});

const NESTED_LEFT_OUT: Cause = Object.freeze({
  id: 'nested-points-left-out',
  title: 'Some of the nested recovery points were not copied',
  remedy:
    'Look at the child jobs. A stack or cluster becomes PARTIAL too when it holds resources that cannot be copied: exclude or exempt those.',
  page: guide('applicationstackbackups.html'),
  scope: 'resource',
});

// The same few messages come thousands of times, and one is compared with every word that is known.
const MOST_REMEMBERED = 500;
const remembered = new Map<string, Cause>();

/** A cause by its id; undefined for what is no cause of the table: those grouped by a message or an unknown category. */
export const causeWithId = (id: string): Cause | undefined =>
  CAUSES.get(id) ?? [UNEXPLAINED, NESTED_LEFT_OUT].find((cause) => cause.id === id);

/**
 * Why a job failed: by its message, the most specific words first; by its category; else grouped by what the message says
 * apart from ids and numbers. Always an answer.
 */
export const causeOf = (job: FailedJob): Cause => {
  const key = JSON.stringify([job.State === 'PARTIAL', job.MessageCategory, job.StatusMessage]);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const cause = findCause(job);
  remembered.set(key, cause);
  return cause;
};

const findCause = (job: FailedJob): Cause => {
  const message = plainLine(job.StatusMessage ?? '');
  const category = plainCategory(job.MessageCategory ?? '');
  return (
    byMessage(message) ?? BY_CATEGORY.get(category) ?? byMaskedText(message) ?? byOtherCategory(category) ?? silent(job)
  );
};

const byMessage = (message: string): Cause | undefined => {
  if (message === '') return undefined;
  const words = message.toLowerCase().replaceAll('’', "'");
  return knownMessages().find(({ matches }) => matches(words))?.cause;
};

const hashOf = (text: string): string => sha256(text).slice(0, 12);

const byMaskedText = (message: string): Cause | undefined => {
  const masked = maskMessage(message);
  if (masked === '') return undefined;
  return {
    id: `message:${hashOf(masked)}`,
    title: shorten(masked, TITLE_CHARACTERS),
    remedy:
      'AWS documents no remedy for this message. Read it whole in the newest job, and compare role, vault policy, keys and quotas of both accounts.',
    page: REASONS,
    scope: 'job',
  };
};

/** A category that is newer than this table. */
const byOtherCategory = (category: string): Cause | undefined => {
  if (category === '' || SAYING_NOTHING.has(category)) return undefined;
  const shown = shorten(plainLine(category), TITLE_CHARACTERS);
  return {
    id: `category:${/^[A-Z0-9]+$/.test(shown) ? shown.toLowerCase() : hashOf(category)}`,
    title: `AWS’s message category ${shown}`,
    remedy: 'Look the category up in AWS’s list of reasons, and the job itself in the console.',
    page: REASONS,
    scope: 'job',
  };
};

const silent = ({ State }: FailedJob): Cause => (State === 'PARTIAL' ? NESTED_LEFT_OUT : UNEXPLAINED);
