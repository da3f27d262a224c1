import type { Finding } from '../finding.js';
import { shorten } from '../shorten.js';
import { steeringWrittenOut } from '../steering.js';
import { subjectWords } from '../views/subject-words.js';
import { plural } from '../views/words.js';
import { type Noteworthy, beforeWords, changeWords, resolvedIn, runWords, unreadWords } from './news-words.js';

// More than that nobody reads in a mail; the dashboard and the table have all.
const MOST_NEW = 20;
const MOST_RESOLVED = 10;
const MOST_CAUSES = 3;
const LONGEST = 400;

/** The mail: what got worse, worst first, why, and what to do. Plain text, as SNS sends it. */
export const emailOf = (news: Noteworthy): string => {
  const { run, changes } = news;
  const added = changes.added.map(({ finding }) => finding);
  const resolved = resolvedIn(changes);
  const blocks = [
    [
      `The report ${run.report} on AWS Backup copy jobs is ${run.status}. ${beforeWords(news)}`,
      runWords(news),
      ...[unreadWords(news)].filter((line) => line !== undefined),
    ],
    ...(added.length === 0 ? [] : [[`NEW: ${changeWords(news)}`, '', ...blocksOf(added)]]),
    ...(resolved.length === 0
      ? []
      : [[`RESOLVED`, ...lines(resolved.slice(0, MOST_RESOLVED)), ...more(resolved.length, MOST_RESOLVED)]]),
    ...causes(news),
    [
      'WHERE TO LOOK',
      ...(news.dashboard === undefined ? [] : [`  ${news.dashboard}`]),
      `  copy-audit query findings ${run.report} --run ${run.runId}`,
    ],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
};

/** Foreign text as one line that steers nothing. */
export const line = (text: string): string => shorten(steeringWrittenOut(text).replaceAll(/[\n\t]+/g, ' '), LONGEST);

const lines = (findings: readonly Pick<Finding, 'severity' | 'controlId' | 'subject'>[]): string[] =>
  findings.map((each) => `  ${each.severity}  ${line(each.controlId)}  ${line(subjectWords(each as Finding))}`);

const blocksOf = (findings: readonly Finding[]): string[] => [
  ...findings
    .slice(0, MOST_NEW)
    .flatMap((finding) => [
      ...lines([finding]),
      `    expected ${line(finding.expected)}; ${line(finding.found)}`,
      ...(finding.cause === undefined ? [] : [`    because ${line(finding.cause.title)}`]),
      `    do: ${line(finding.cause?.remedy ?? finding.remedy)}`,
    ]),
  ...more(findings.length, MOST_NEW),
];

const more = (count: number, most: number): string[] => (count > most ? [`  and ${count - most} more`] : []);

const causes = ({ header }: Noteworthy): string[][] =>
  header.causes.length === 0
    ? []
    : [
        [
          'WHY MOST COPIES FAIL',
          ...header.causes
            .slice(0, MOST_CAUSES)
            .flatMap(({ title, remedy, jobs }) => [`  ${plural(jobs, 'job')}: ${line(title)}`, `    ${line(remedy)}`]),
        ],
      ];
