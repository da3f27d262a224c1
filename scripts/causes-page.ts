import { causeOf, plainCategory } from '../audit/causes.js';
import type { CauseScope, KnownCause } from '../audit/causes/cause.js';
import { KNOWN_CAUSES } from '../audit/causes/known.js';
import { code } from '../audit/option-words.js';

const SCOPES: Readonly<Record<CauseScope, string>> = {
  organization: 'once for the organization',
  account: 'in the account, for all of its resources',
  resource: 'at the resource',
  job: 'for the job',
};

/** AWS's own words in https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html that give no cause. */
const WITHOUT_CAUSE: readonly (readonly [category: string, meaning: string])[] = [
  [
    'SUCCESS',
    'Nothing went wrong. `withoutIssues` takes any other category of a COMPLETED job for *completed with issues*.',
  ],
  [
    'MISCELLANEOUS',
    'AWS has no category for it: the status message decides, by the table of causes below. Without a message the cause is `unexplained`.',
  ],
];

/** docs/causes.md: what AWS's categories and messages mean, from the table that judges by them. */
export const causesPage = (): string => `# Why copies fail

Many jobs fail for few causes. Each job that failed, or was left with issues, gets one: by its status message, the most specific words first;
by its message category, where the message says nothing more; else by what the message says apart from ids, ARNs and numbers. A report
names causes before jobs, with what to do. This page is generated (\`npm run docs\`) from the table that does it.

## By message category

AWS Backup gives each job a
[MessageCategory](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html#Backup-Type-CopyJob-MessageCategory). It writes them in several ways (\`ACCESS_DENIED\`,
\`AccessDenied\`): categories compare without case, \`_\` and \`-\`, except as the filter \`messageCategory\`, which AWS takes exactly.

${table(
  ['category', 'meaning', 'what to do'],
  [
    ...byCategory().map(([category, { id, title, remedy }]) => [
      code(category),
      `${title}: [${code(id)}](#${id}), unless the message says more`,
      remedy,
    ]),
    ...WITHOUT_CAUSE.map(([category, meaning]) => [code(category), meaning, '']),
    [
      'any other',
      'AWS added it later than this table: the cause is `category:…`, and the message is shown as it is.',
      causeOf({ MessageCategory: 'NEW' }).remedy,
    ],
  ],
)}
## By cause

The id is what findings, the table, \`FailuresByCause\` and the dashboard call it. \`*\` in what AWS says stands for any words.

${table(
  ['cause', 'AWS says', 'remedy', 'where'],
  known().map(({ id, title, remedy, page, says = [], categories = [], scope }) => [
    `<a id="${id}"></a>${code(id)}: ${title}`,
    [...says.map((part) => `“${part}”`), ...categories.map(code)].join(', '),
    page === undefined ? remedy : `${remedy} [AWS](${page})`,
    SCOPES[scope],
  ]),
)}
## What the table does not know

| cause | when | remedy |
| --- | --- | --- |
${OTHERS.map(([id, when, job]) => `| ${id} | ${when} | ${causeOf(job).remedy} |`).join('\n')}

A remedy is a suggestion, from AWS's own pages. Whether a copy can be restored, only a restore tells.
`;

const OTHERS = [
  [code('nested-points-left-out'), 'a PARTIAL job without a message', { State: 'PARTIAL' }],
  [code('unexplained'), 'no message, and no category that says anything', { State: 'FAILED' }],
  ['`message:…`', 'a message that is in no list; the same words give the same id', { StatusMessage: 'words' }],
] as const;

const known = (): KnownCause[] => [...KNOWN_CAUSES].sort((a, b) => a.id.localeCompare(b.id, 'en'));

const byCategory = (): [string, KnownCause][] =>
  KNOWN_CAUSES.flatMap((cause) => (cause.categories ?? []).map((each): [string, KnownCause] => [each, cause])).sort(
    ([a], [b]) => plainCategory(a).localeCompare(plainCategory(b), 'en'),
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((text) => text.replaceAll('\n', ' ').replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');
