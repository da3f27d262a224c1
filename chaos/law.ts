import { isDeepStrictEqual } from 'node:util';
import type { ExecutionEnd } from './execution.js';
import type { Seen } from './seen.js';
import { namesCause } from './causes.js';

/** What an execution is judged by. */
export interface Evidence {
  readonly end: ExecutionEnd;
  /** What there was to see before, and what there is to see now. */
  readonly before: Seen | undefined;
  readonly after: Seen | undefined;
  /** What the same execution comes to when nothing goes wrong. */
  readonly undisturbed: Seen;
  /** What went wrong, by name. */
  readonly faults: ReadonlySet<string>;
  readonly ambiguous: ReadonlySet<string>;
}

/** How an execution ended, in the eyes of who reads reports. */
export type EndKind =
  /** A whole report, the same as without any fault. */
  | 'WHOLE'
  /** A report that says what of it could not be read, and why. */
  | 'ERROR'
  /** No report; the execution says why, and the report of before stands. */
  | 'FAILED';

export interface Verdict {
  readonly kind: EndKind;
  /** How the law was broken; empty where it was kept. */
  readonly broken: readonly string[];
}

/** The law: a correct, whole report, or an error that names its cause; nothing partial, wrong, or compliant by accident. */
export const judge = (evidence: Evidence): Verdict => {
  const { end, before, after, undisturbed } = evidence;
  if (end.kind === 'FAILED')
    return { kind: 'FAILED', broken: [...namedIn(end.cause, evidence), ...unharmed(evidence)] };
  if (!end.published) return { kind: 'FAILED', broken: ['says that a newer run was published, and there is none'] };
  if (after === undefined || isDeepStrictEqual(after, before))
    return { kind: 'FAILED', broken: ['says that it published a run, and nothing is published'] };
  // What cannot be read in any weather is missing in fine weather too.
  if (after.run.complete || differences(undisturbed, after).length === 0)
    return { kind: 'WHOLE', broken: differences(undisturbed, after) };
  return {
    kind: 'ERROR',
    broken: [...partial(after, evidence), ...differences({ history: undisturbed.history }, after)],
  };
};

/** Where an execution failed, the report of before stands as it was, or the new one does, whole. */
const unharmed = ({ before, after, undisturbed }: Evidence): readonly string[] =>
  [before, undisturbed].some((seen) => isDeepStrictEqual(withoutHistory(after), withoutHistory(seen))) ||
  after?.run.complete === false
    ? []
    : ['failed, and left a report that is neither the one of before nor the one that was to be'];

// The place in the history is written last: an execution that failed between the two leaves it to the next one.
const withoutHistory = (seen: Seen | undefined) => (seen === undefined ? undefined : { ...seen, history: [] });

/** Of a report that could not be read to its end: it says so, says why, and is certain of what it still says. */
const partial = (after: Seen, evidence: Evidence): readonly string[] => {
  const broken: string[] = [];
  const { undisturbed, ambiguous } = evidence;
  const { status, units } = after.run;
  if (status !== 'ERROR' && status !== 'NON_COMPLIANT') broken.push(`is ${status}, though some of it was not read`);
  const errors = units.flatMap(({ error }) => error ?? []);
  if (errors.length === 0) broken.push('is not complete, and no unit says why');
  for (const error of errors) broken.push(...namedIn(error, evidence));
  const { findingCounts, counts } = after.run;
  for (const [what, there, told] of [
    ['findings', after.findings.length, findingCounts.total],
    ['rows', after.rows.length, counts.resources],
  ] as const)
    if (there !== told) broken.push(`tells of ${told} ${what}, and shows ${there}`);
  const certain = new Set(undisturbed.findings.filter(({ verdict }) => verdict === 'NOT_MET').map(({ id }) => id));
  for (const { id, verdict, subject, controlId } of after.findings)
    if (verdict === 'NOT_MET' && !certain.has(id) && !ambiguous.has(subject.id))
      broken.push(`is certain that ${subject.id} does not meet ${controlId}, which it does`);
  return broken;
};

const namedIn = (text: string, { faults }: Evidence): readonly string[] =>
  namesCause(text, faults) ? [] : [`does not name what went wrong: ${JSON.stringify(text)}`];

/** Where a report differs from the one that it should be, part by part. */
export const differences = (expected: Partial<Seen>, found: Seen): readonly string[] =>
  (Object.keys(expected) as (keyof Seen)[]).flatMap((part) =>
    isDeepStrictEqual(expected[part], found[part]) ? [] : [`${part}: ${firstDifference(expected[part], found[part])}`],
  );

const LONGEST = 300;

const firstDifference = (expected: unknown, found: unknown, path = ''): string => {
  if (!isObject(expected) || !isObject(found)) return `${path} is ${shown(found)}, not ${shown(expected)}`;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)]))
    if (!isDeepStrictEqual(expected[key], found[key]))
      return firstDifference(expected[key], found[key], `${path}.${key}`);
  return `${path} differs in its kind`;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'not there').slice(0, LONGEST);
