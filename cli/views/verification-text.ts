import type { Verification } from '../../audit/evidence/verification.js';
import type { Terminal } from '../terminal.js';
import { number, plain, plural, time } from './plain.js';

const WORDS: Readonly<Record<Verification['status'], string>> = {
  INTACT: 'what is kept is what was published',
  BROKEN: 'what is kept is not what was published',
  UNPROVEN: 'no run has a digest, so nothing can be shown',
};

/** What became of checking a report's chain, for people: the verdict, the first thing that is wrong, then what was checked. */
export const verificationText = (found: Verification, { colors }: Pick<Terminal, 'colors'>): string => {
  const { report, status, problems, problemCount, notes, head } = found;
  const color = { INTACT: colors.green, BROKEN: colors.red, UNPROVEN: colors.yellow }[status];
  const lines = [
    `${colors.bold(plain(report))}  ${color(status)}  ${WORDS[status]}`,
    ...problems.flatMap(({ change, pk, sk, why }) => [
      `  ${colors.red(change.replaceAll('_', ' ').padEnd(12))} ${plain(pk)}  ${plain(sk)}`,
      `  ${' '.repeat(12)} ${plain(why)}`,
    ]),
    ...(problemCount > problems.length ? [`  and ${number(problemCount - problems.length)} more`] : []),
    '',
    ...checked(found).map(([name, text]) => `  ${name.padEnd(12)} ${text}`),
    ...notes.map((note) => `  note         ${plain(note)}`),
    ...(head === undefined
      ? []
      : ['', `  Keep this elsewhere, and give it with --expect the next time:`, `  ${head.digest}`]),
  ];
  return `${lines.join('\n')}\n`;
};

const checked = ({ runs, findings, rows, signatures, head }: Verification): [string, string][] => [
  [
    'runs',
    `${number(runs.chained)} in the chain${
      runs.expired > 0 ? `, ${number(runs.expired)} before or between them that are not kept any more` : ''
    }${runs.beforeTheChain > 0 ? `, ${number(runs.beforeTheChain)} of an older version before it, unproven` : ''}`,
  ],
  ['findings', number(findings)],
  ['rows', `${number(rows.checked)} of the latest run${rows.expired > 0 ? `, ${number(rows.expired)} expired` : ''}`],
  ['signatures', signatureText(signatures)],
  ...(head === undefined
    ? []
    : ([['latest run', `${plain(head.runId)} of ${time(head.asOf)}, number ${number(head.sequence)}`]] satisfies [
        string,
        string,
      ][])),
];

const signatureText = ({ valid, unsigned, unchecked, keys }: Verification['signatures']): string => {
  if (keys.length === 0) return 'none';
  const parts = [`${plural(valid, 'run')} signed by ${keys.map(plain).join(', ')}`];
  if (unsigned > 0) parts.push(`${number(unsigned)} unsigned`);
  if (unchecked !== undefined) parts.push(plain(unchecked));
  return parts.join('; ');
};
