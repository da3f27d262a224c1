import type { Finding } from '../finding.js';
import { subjectWords } from '../views/subject-words.js';
import { line } from './email.js';
import { type Noteworthy, beforeWords, changeWords, resolvedIn, runWords, unreadWords } from './news-words.js';
import { subjectOf } from './subject.js';

/**
 * A custom notification of Amazon Q Developer in chat applications, which shows it in Slack and Microsoft Teams.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export interface ChatMessage {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

const MOST_NEW = 10;
const MOST_STEPS = 3;

export const chatMessageOf = (news: Noteworthy): ChatMessage => {
  const { auditor, run, changes, header, dashboard } = news;
  const added = changes.added.map(({ finding }) => finding);
  const resolved = resolvedIn(changes).length;
  const description = [
    `*${run.status}*. ${beforeWords(news)} ${changeWords(news)}.`,
    runWords(news),
    unreadWords(news),
    ...added.slice(0, MOST_NEW).map(bullet),
    added.length > MOST_NEW ? `and ${added.length - MOST_NEW} more` : undefined,
    resolved === 0 ? undefined : `Resolved: ${resolved}`,
  ].filter((each) => each !== undefined);
  const remedies = new Set([
    ...header.causes.slice(0, MOST_STEPS).map(({ remedy }) => remedy),
    ...added.slice(0, MOST_NEW).map(({ cause, remedy }) => cause?.remedy ?? remedy),
  ]);
  return {
    version: '1.0',
    source: 'custom',
    id: `${run.report}/${run.runId}`,
    content: {
      textType: 'client-markdown',
      title: `${run.report}: ${run.status}`,
      description: description.join('\n'),
      nextSteps: [
        ...(added.length === 0 ? [] : [...remedies].slice(0, MOST_STEPS).map(prose)),
        ...(dashboard === undefined ? [] : [`Look at the dashboard: ${dashboard}`]),
      ],
      keywords: [run.report, run.status],
    },
    metadata: {
      // All that is said of one report stays in one thread.
      threadId: `${auditor}/${run.report}`,
      summary: subjectOf(news),
      eventType: 'copy-audit',
      relatedResources: [
        ...new Set(added.slice(0, MOST_NEW).flatMap(({ subject: { resourceArn } }) => resourceArn ?? [])),
      ].map(line),
      additionalContext: { auditor, report: run.report, runId: run.runId, status: run.status },
    },
  };
};

const bullet = (finding: Finding): string =>
  `• *${finding.severity}* ${code(finding.controlId)} ${code(subjectWords(finding))}: ${prose(finding.found)}${finding.cause === undefined ? '' : ` (${prose(finding.cause.title)})`}`;

// What Slack takes for links and mentions, wherever it stands. https://docs.slack.dev/messaging/formatting-message-text
const withoutEntities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Foreign text as code: nothing in it is markup, once it cannot end the code. */
const code = (text: string): string => `\`${withoutEntities(line(text).replaceAll('`', 'ˋ'))}\``;

/** A phrase of ours with foreign names in it: what would be markup of Slack's or of Markdown's is written with what looks like it. */
const prose = (text: string): string =>
  withoutEntities(line(text).replaceAll(/[*_~`[\]@#|]/g, (sign) => LIKE[sign] ?? ' '));

const LIKE: Readonly<Record<string, string>> = {
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  '[': '(',
  ']': ')',
  '@': '＠',
  '#': '＃',
  '|': '¦',
};
