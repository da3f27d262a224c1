import type { Finding } from '../../audit/finding.js';
import type { Terminal } from '../terminal.js';
import { columns } from './columns.js';
import { fit, plain, shortArn } from './plain.js';

type Paint = Pick<Terminal, 'colors' | 'columns'>;

/** So much of a finding's id is shown: it is enough for `copy-audit explain`, unless there are millions. */
export const SHOWN_ID = 8;

export const subjectOf = ({ subject }: Finding): string =>
  subject.resourceArn === undefined ? plain(subject.id) : shortArn(subject.resourceArn);

/** Findings as lines of a table, in the order in which they are given. */
export const findingsText = (findings: readonly Finding[], paint: Paint): string[] => {
  const rows = findings.map((finding) => [
    finding.id.slice(0, SHOWN_ID),
    finding.severity,
    plain(finding.controlId),
    fit(subjectOf(finding), Math.max(24, Math.floor(paint.columns * 0.35))),
    finding.firstSeen?.slice(0, 10) ?? '-',
    plain(sentenceOf(finding)),
  ]);
  const [head = '', ...lines] = columns(['finding', 'severity', 'control', 'what', 'since', 'found'], rows, {
    right: [],
    width: paint.columns - 2,
  });
  return [`  ${paint.colors.dim(head)}`, ...lines.map((line, index) => `  ${colorOf(findings[index], paint)(line)}`)];
};

const sentenceOf = ({ verdict, found, cause, exempt }: Finding): string =>
  [
    ...(exempt === undefined ? [] : ['exempt']),
    verdict === 'UNDETERMINED' ? `unknown: ${found}` : found,
    ...(cause === undefined ? [] : [cause.title]),
  ].join(', ');

const colorOf = (finding: Finding | undefined, { colors }: Paint): ((text: string) => string) => {
  if (finding === undefined || finding.exempt !== undefined) return colors.dim;
  return finding.verdict === 'NOT_MET' ? colors.red : colors.yellow;
};
