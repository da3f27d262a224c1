import { controlNamed } from '../../audit/controls/index.js';
import type { Child, Finding } from '../../audit/finding.js';
import { plainJson } from '../../audit/steering.js';
import type { ExplainedFinding } from '../explain/explained.js';
import type { Terminal } from '../terminal.js';
import { pageOfControl } from './pages.js';
import { type Fact, facts } from './facts.js';
import { subjectOf } from './findings-text.js';
import { fit, plain, plural, time } from './plain.js';

type Paint = Pick<Terminal, 'colors' | 'columns'>;

/** One finding with all that is known of it. */
export const findingText = ({ report, runId, asOf, finding }: ExplainedFinding, paint: Paint): string => {
  const { colors } = paint;
  const { severity, controlId, verdict } = finding;
  const color = verdict === 'NOT_MET' ? colors.red : colors.yellow;
  const title = `${color(`${severity} ${plain(controlId)}`)} ${verdict === 'NOT_MET' ? 'is not met' : 'cannot be told'}`;
  const sections = [
    [`${colors.bold(title)}: ${fit(subjectOf(finding), paint.columns - 24)}`, ...facts(whatAndWhy(finding), paint)],
    [colors.bold('CAUSE'), ...facts(cause(finding), paint)],
    [colors.bold('OF WHAT'), ...facts(particulars({ report, runId, asOf, finding }), paint)],
    [
      colors.bold(`MEMBERS  ${plural(membersOf(finding), 'member')} did not complete`),
      ...facts(members(finding), paint),
    ],
    [colors.bold('EVIDENCE  the copy job as AWS Backup returned it'), ...facts(evidence(finding), paint)],
  ];
  return `${sections
    .filter((lines) => lines.length > 1)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

const whatAndWhy = (finding: Finding): readonly Fact[] => {
  const { control, expected, found, firstSeen, remedy, exempt, exemptionEnded } = finding;
  return [
    ['asks', titleOf(control)],
    ['expected', expected],
    ['found', found],
    ['first seen', firstSeen === undefined ? undefined : time(firstSeen)],
    ['exempt', exempt === undefined ? undefined : `until ${time(exempt.until)}: ${exempt.reason}`],
    [
      'was exempt',
      exemptionEnded === undefined ? undefined : `until ${time(exemptionEnded.until)}: ${exemptionEnded.reason}`,
    ],
    ['do', remedy],
    ['docs', pageOfControl(control)],
  ];
};

const titleOf = (control: string): string | undefined => {
  try {
    return controlNamed(control).title;
  } catch {
    // A newer library's.
    return undefined;
  }
};

const cause = ({ cause: known }: Finding): readonly Fact[] =>
  known === undefined
    ? []
    : [
        ['cause', `${known.title} (${known.id})`],
        ['do', known.remedy],
        ['AWS', known.page],
      ];

const particulars = ({ report, runId, asOf, finding }: ExplainedFinding): readonly Fact[] => {
  const { id, subject, filterSet } = finding;
  return [
    ['resource', subject.resourceArn],
    ['type', subject.resourceType],
    ['account', subject.accountId],
    ['subject', `${subject.type} ${subject.id}`],
    ['plan rule', subject.ruleId],
    ['vault', subject.vaultArn],
    ['filter set', filterSet],
    ['report', `${report}, run ${runId} as of ${time(asOf)}`],
    ['finding', id],
  ];
};

const membersOf = ({ children = [], moreChildren = 0 }: Finding): number => children.length + moreChildren;

const MOST_MEMBERS = 50;

const members = ({ children = [], moreChildren = 0 }: Finding): readonly Fact[] => {
  const rest = moreChildren + Math.max(0, children.length - MOST_MEMBERS);
  return [
    ...children.slice(0, MOST_MEMBERS).map((child): Fact => [child.state ?? 'unknown', memberWords(child)]),
    ['', rest === 0 ? undefined : `and ${rest} more`],
  ];
};

const memberWords = ({ resourceArn, copyJobId, cause: why, statusMessage }: Child): string =>
  [resourceArn ?? copyJobId ?? 'without a name', why?.title, statusMessage]
    .filter((each) => (each ?? '') !== '')
    .join(': ');

const evidence = ({ job = {} }: Finding): readonly Fact[] =>
  Object.entries(job).map(([name, value]): Fact => [
    name,
    typeof value === 'string' ? value : (spacedJson(value) ?? String(value)),
  ]);

/** JSON in one line that can be wrapped between its members, and not only in the middle of a name. */
const spacedJson = (value: unknown): string | undefined => plainJson(value, 1)?.replaceAll(/\n\s*/g, ' ');
