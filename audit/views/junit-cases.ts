import type { Finding } from '../finding.js';
import type { ControlResult, Run } from '../run.js';
import { cut } from '../shorten.js';
import { subjectWords } from './subject-words.js';
import { number, plural, time } from './words.js';

const MOST_LINES = 20;
const LONGEST_LINE = 1000;

/** What became of a test case; `message` is what a list of them shows. */
export type TestCase = { readonly name: string } & (
  | { readonly outcome: 'passed' }
  | {
      readonly outcome: 'failure' | 'error' | 'skipped';
      readonly message: string;
      readonly type: string;
      readonly lines: readonly string[];
    }
);

/** Whether all was read, then each control on each filter set. */
export const casesOf = (run: Run): TestCase[] => {
  const findings = new Map<string, Finding[]>();
  for (const finding of run.findings) {
    const list = findings.get(keyOf(finding));
    if (list === undefined) findings.set(keyOf(finding), [finding]);
    else list.push(finding);
  }
  return [readingOf(run), ...run.controls.map((result) => caseOf(result, findings.get(keyOf(result)) ?? []))];
};

const keyOf = ({ controlId, filterSet }: Pick<ControlResult, 'controlId' | 'filterSet'>): string =>
  JSON.stringify([controlId, filterSet ?? null]);

/** A report that could not be read to its end is an error here, whatever its controls say. */
const readingOf = ({ units, complete }: Run): TestCase => {
  const name = 'every copy job could be read';
  if (complete) return { name, outcome: 'passed' };
  const unread = units.filter(({ error }) => error !== undefined);
  return {
    name,
    outcome: 'error',
    message: `${plural(unread.length, 'unit')} of ${number(units.length)} could not be read to the end`,
    type: 'ERROR',
    lines: shown(
      unread.map(({ filterSet, accountId, region, error = '' }) =>
        line(`${filterSet} in ${accountId} ${region}: ${error}`),
      ),
    ),
  };
};

const caseOf = (result: ControlResult, findings: readonly Finding[]): TestCase => {
  const { controlId, filterSet, title, severity, error } = result;
  const name = line(filterSet === undefined ? controlId : `${controlId} in ${filterSet}`);
  const { outcome, why } = outcomeOf(result);
  if (outcome === 'passed') return { name, outcome };
  const because = error === undefined ? [] : [line(`could not be judged: ${error}`)];
  const lines = [...because, ...shown(findings.map(sentence))];
  return { name, outcome, message: line(`${why}: ${title}`), type: severity, lines };
};

const outcomeOf = (result: ControlResult): { outcome: TestCase['outcome']; why: string } => {
  const { status, severity, met, notMet, undetermined, exempt } = result;
  switch (status) {
    case 'ERROR':
      return { outcome: 'error', why: 'could not be judged' };
    case 'NON_COMPLIANT': {
      const why = `${severity}: ${number(notMet)} of ${number(met + notMet + undetermined)} not met`;
      // What is only shown changes no status, so it fails no pipeline either.
      return { outcome: severity === 'INFORMATIONAL' ? 'skipped' : 'failure', why };
    }
    case 'INSUFFICIENT_DATA':
      return {
        outcome: 'skipped',
        why: undetermined > 0 ? `${number(undetermined)} undetermined` : 'nothing to judge',
      };
    case 'COMPLIANT':
      return met === 0 && exempt > 0
        ? { outcome: 'skipped', why: `${number(exempt)} exempt` }
        : { outcome: 'passed', why: '' };
  }
};

const sentence = (finding: Finding): string => {
  const { found, expected, verdict, cause, exempt } = finding;
  const unknown = verdict === 'UNDETERMINED' ? 'unknown: ' : '';
  return line(
    [
      `${subjectWords(finding)}: ${unknown}${found} (expected: ${expected})`,
      ...(cause === undefined ? [] : [`${cause.title}. Do: ${cause.remedy}`]),
      ...(exempt === undefined ? [] : [`exempt until ${time(exempt.until)}: ${exempt.reason}`]),
    ].join('; '),
  );
};

/** Foreign words as one line of so many characters at most. */
export const line = (text: string): string => cut(text.replace(/\s+/g, ' ').trim(), LONGEST_LINE);

const shown = (lines: readonly string[]): string[] => [
  ...lines.slice(0, MOST_LINES),
  ...(lines.length > MOST_LINES ? [`and ${number(lines.length - MOST_LINES)} more`] : []),
];
