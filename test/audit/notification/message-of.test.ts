import { changesBetween } from '../../../audit/changes/changes.js';
import { toldOf } from '../../../audit/changes/told.js';
import type { ChatMessage } from '../../../audit/notification/chat.js';
import { messageOf } from '../../../audit/notification/message-of.js';
import { type Noteworthy, isNoteworthy } from '../../../audit/notification/news-words.js';
import type { Run } from '../../../audit/run.js';
import { DAY, HOUR } from '../../../audit/schema.js';
import { runItemOf } from '../../../aws/table/run-item.js';
import { volumeCopy as volume } from '../../kit/a-copy-job.js';
import { AS_OF, auditOf } from '../../kit/audit-of.js';
import { STEERING, aForeignJob, foreignTexts } from '../../kit/foreign-text.js';

type Definition = Parameters<typeof auditOf>[0];

const DEFINITION: Definition = {
  controls: [{ control: 'freshWithin', within: '26h', severity: 'CRITICAL' }, { control: 'completed' }],
};
const DENIED = { State: 'FAILED', StatusMessage: 'Access Denied trying to call AWS Backup service' };
const first = (jobs: readonly ReturnType<typeof volume>[]) => auditOf(DEFINITION, jobs, { asOf: AS_OF - DAY });

const newsOf = async (before: Run | undefined, now: Run): Promise<Noteworthy> => {
  const run = await runItemOf(now, { trigger: 'SCHEDULE', publishedAt: AS_OF, rowRuns: [], before: undefined });
  const told = before === undefined ? undefined : toldOf(before, before.findings, { gone: [] });
  const changes = changesBetween(told, { header: now, findings: now.findings });
  const dashboard = 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home#dashboards/dashboard/CopyAudit';
  return { auditor: 'default', run, header: now, changes, dashboard };
};

const messageAfter = async (before: Run | undefined, now: Run) => {
  const { Subject, Message } = messageOf(await newsOf(before, now));
  const parts = JSON.parse(Message) as Record<string, string>;
  return {
    Subject,
    email: parts['email'] ?? '',
    sms: parts['sms'],
    chat: JSON.parse(parts['default'] ?? '') as ChatMessage,
  };
};

describe('people are notified', () => {
  const jobs = [volume('a', 60), volume('b', 3)];

  it.each([
    ['of the first run', undefined, jobs, true],
    ['of another status', [volume('a', 25)], [volume('a', 25)], true],
    ['of a new finding', [volume('a', 60), volume('b', 25)], [volume('a', 60), volume('b', 25)], true],
  ])('%s', async (_, before, now, isTold) => {
    const earlier = before === undefined ? undefined : await first(before);
    expect(isNoteworthy(await newsOf(earlier, await auditOf(DEFINITION, now, { asOf: AS_OF + 2 * HOUR })))).toBe(
      isTold,
    );
  });

  it('neither of a run that finds the same, nor of one that only resolves some of it', async () => {
    expect(
      isNoteworthy(await newsOf(await first([volume('a', 60)]), await auditOf(DEFINITION, [volume('a', 60)]))),
    ).toBe(false);
    const better = [volume('a', 60), volume('c', 3)];
    expect(
      isNoteworthy(await newsOf(await first([volume('a', 60), volume('c', 60)]), await auditOf(DEFINITION, better))),
    ).toBe(false);
  });
});

it('a mail says what got worse, worst first, why, what to do, and where to look', async () => {
  const before = await first([volume('c', 60), volume('b', 40)]);
  const now = await auditOf(DEFINITION, [volume('a', 60), volume('b', 3, DENIED), volume('b', 4), volume('c', 3)]);
  const { Subject, email, sms } = await messageAfter(before, now);
  expect(Subject).toBe('NON_COMPLIANT: report, 2 new findings, 1 resolved');
  expect(sms).toBe(Subject);
  expect(email).toMatchInlineSnapshot(`
    "The report report on AWS Backup copy jobs is NON_COMPLIANT. It was so before.
    Run of 2026-06-15 12:00 UTC: 4 copy jobs, 71.4 % met, 2 findings (1 CRITICAL, 1 HIGH).

    NEW: 2 new findings, 1 resolved

      CRITICAL  freshWithin  arn:aws:ec2:eu-west-1:111111111111:volume/a
        expected a good copy no older than 26h; the newest is 2d12h old, of 2026-06-13 00:00 UTC
        do: Find out why the newest copies failed or were not started; start a copy of the newest recovery point by hand.
      HIGH  completed  arn:aws:ec2:eu-west-1:111111111111:volume/b, job of 2026-06-15 09:00 UTC
        expected COMPLETED; FAILED
        because The destination vault does not allow the copy
        do: Allow backup:CopyIntoBackupVault for the source account in the access policy of the destination vault; across accounts the role in the source account needs it as well.

    RESOLVED
      CRITICAL  freshWithin  arn:aws:ec2:eu-west-1:111111111111:volume/c

    WHY MOST COPIES FAIL
      1 job: The destination vault does not allow the copy
        Allow backup:CopyIntoBackupVault for the source account in the access policy of the destination vault; across accounts the role in the source account needs it as well.

    WHERE TO LOOK
      https://eu-west-1.console.aws.amazon.com/cloudwatch/home#dashboards/dashboard/CopyAudit
      copy-audit query findings report --run run
    "
  `);
});

it('a mail names twenty and counts the others', async () => {
  const now = await auditOf(
    DEFINITION,
    Array.from({ length: 2_000 }, (_, n) => volume(`v${n}`, 60)),
  );
  const { Message } = messageOf(await newsOf(undefined, now));
  expect(Message).toContain('and 1980 more');
  expect(Buffer.byteLength(Message)).toBeLessThan(30_000);
});

it('says where not all could be read', async () => {
  const now = await auditOf(DEFINITION, [], { error: 'AccessDenied' });
  const { email, chat } = await messageAfter(undefined, now);
  for (const text of [email, chat.content.description]) expect(text).toContain('1 of 1 place could not be read');
});

it('a chat has a message of its own kind, in a thread for each report', async () => {
  const { chat } = await messageAfter(undefined, await auditOf(DEFINITION, [volume('a', 60), volume('b', 3, DENIED)]));
  expect(chat).toMatchObject({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: 'report: NON_COMPLIANT',
      description: expect.stringContaining('• *CRITICAL* `freshWithin` `arn:aws:ec2:eu-west-1:111111111111:volume/a`'),
      nextSteps: expect.arrayContaining([expect.stringContaining('https://eu-west-1.console')]),
      keywords: ['report', 'NON_COMPLIANT'],
    },
    metadata: {
      threadId: 'default/report',
      summary: 'NON_COMPLIANT: report, 3 new findings',
      relatedResources: ['arn:aws:ec2:eu-west-1:111111111111:volume/a', 'arn:aws:ec2:eu-west-1:111111111111:volume/b'],
      additionalContext: { report: 'report', auditor: 'default' },
    },
  });
});

describe('foreign text', () => {
  it.each(foreignTexts)('is shown and steers nothing: %s', async (_, text) => {
    const { Subject, email, chat } = await messageAfter(undefined, await auditOf(DEFINITION, [aForeignJob(text)]));
    expect(Subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    expect(email).not.toMatch(STEERING);
    // No line of a mail begins with what AWS said.
    const starts = /^(?: {2}|The report|Run of|NEW|RESOLVED|WHY|WHERE|$)/;
    expect(email.split('\n').filter((each) => !starts.test(each))).toEqual([]);
    const said = [chat.content.description, ...chat.content.nextSteps].join('\n');
    expect(said).not.toMatch(/[<>]/);
    expect(JSON.stringify(chat)).not.toMatch(STEERING);
    // Whatever is code ends where we end it.
    for (const each of said.split('\n')) expect((each.match(/`/g) ?? []).length % 2).toBe(0);
  });

  it('is no mention and no link in a chat', async () => {
    const text = '<!channel> @here `x` *bold* [a](https://evil.example)';
    const { chat } = await messageAfter(undefined, await auditOf(DEFINITION, [aForeignJob(text)]));
    const outsideCode = chat.content.description.replaceAll(/`[^`]*`/g, '');
    expect(outsideCode).not.toMatch(/<!|@here|\]\(/);
  });
});
