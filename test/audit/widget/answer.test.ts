import { HOUR } from '../../../audit/schema.js';
import { widgetAnswer } from '../../../audit/widget/answer.js';
import { putFindings } from '../../../aws/table/findings.js';
import { ReportReader } from '../../../aws/table/reader.js';
import { Table } from '../../../aws/table/table.js';
import { VOLUME, aGoodCopy, aJobIn, ago } from '../../kit/a-good-copy.js';
import { REPORT } from '../../kit/a-run.js';
import { ENDPOINT, askWidget, contextOf } from '../../kit/asked-widget.js';
import { AS_OF } from '../../kit/audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../../kit/embedded-dynamodb.js';
import { actionsIn, forbiddenIn, parsed, readable } from '../../kit/parsed-html.js';
import { declare, publish } from '../../kit/published.js';

const DAY = 24 * HOUR;
const denied = (index: number, fields = {}) =>
  aJobIn('FAILED', {
    CopyJobId: `denied-${index}`,
    ResourceArn: `${VOLUME}-${index}`,
    MessageCategory: 'ACCESS_DENIED',
    StatusMessage: 'Access Denied trying to call AWS Backup service',
    ...fields,
  });

const old = { CreationDate: ago('5d'), CompletionDate: ago('5d') };

let dynamodb: EmbeddedDynamoDb;
let table: Table;
beforeEach(async () => {
  dynamodb = await startDynamoDb();
  table = dynamodb.open(() => AS_OF);
});
afterEach(() => dynamodb.close());

const labelled = (answer: string, label: string | RegExp) => {
  const action = actionsIn(answer).find(({ label: each }) =>
    typeof label === 'string' ? each === label : label.test(each),
  );
  if (action === undefined) throw new Error(`Nothing is labelled ${label}`);
  return action.params as object;
};

describe('describe', () => {
  it('is answered with markdown that names every parameter and gives an example', async () => {
    const answer = await widgetAnswer({ describe: true }, new ReportReader(table), { endpoint: ENDPOINT, now: AS_OF });
    const { markdown } = answer as { readonly markdown: string };
    for (const word of ['view', 'report', 'run', 'finding', 'resource', 'cause', 'severity', 'control', 'filterSet'])
      expect(markdown).toContain(`**${word}**`);
    expect(markdown).toMatch(/``` yaml\n(.+\n)+```/);
  });
});

describe('the view of all reports', () => {
  it('says what to do where none is declared', async () => {
    expect(readable(await askWidget(table))).toMatch(/No report is declared yet.*auditor\.addReport/);
  });

  it('shows a report that has not run yet as one of which nothing is known', async () => {
    await declare(table, { name: 'Young' });
    expect(readable(await askWidget(table))).toMatch(/1 of 1 report not compliant.*INSUFFICIENT_DATA.*Young/);
  });

  it('shows the worst first, causes before findings, the score and since when', async () => {
    await publish(table, [aGoodCopy()], { definition: { name: 'Good', controls: [{ control: 'completed' }] } });
    await publish(table, [1, 2, 3].map((index) => denied(index)).concat(aGoodCopy()), {
      definition: { name: 'Bad', description: 'Everything arrives.', controls: [{ control: 'completed' }] },
    });
    const text = readable(await askWidget(table));
    expect(text).toMatch(/1 of 2 reports not compliant 3 findings, 1 cause/);
    expect(text).toMatch(/NON_COMPLIANT Bad Everything arrives\. 25 % met/);
    expect(text).toMatch(/3 findings: 3 HIGH .*3 failed copy jobs, 1 cause 3 The .*COMPLIANT Good 100 % met/);
    expect(text).toContain('NON_COMPLIANT since 2026-06-15 12:00 UTC');
  });

  it('draws a trend that says in words what it shows', async () => {
    const definition = { controls: [{ control: 'completed' }] };
    for (const back of [2, 1, 0])
      await publish(table, back === 1 ? [denied(1, old), aGoodCopy(old)] : [aGoodCopy(old)], {
        definition,
        asOf: AS_OF - back * DAY,
      });
    const answer = await askWidget(table);
    const [title] = parsed(answer).filter(({ tag }) => tag === 'title');
    expect(title?.text).toMatch(
      /^3 runs from 2026-06-13 12:00 UTC to 2026-06-15 12:00 UTC, 1 not compliant; from 50 % to 100 %/,
    );
    expect(parsed(answer).filter(({ tag }) => tag === 'rect')).toHaveLength(3);
  });

  it('has a point for each period that the dashboard’s reader has chosen, the worst of it', async () => {
    const definition = { controls: [{ control: 'completed' }] };
    for (const back of [26, 25, 2, 1])
      await publish(table, back === 25 ? [denied(1, old), aGoodCopy(old)] : [aGoodCopy(old)], {
        definition,
        asOf: AS_OF - back * HOUR,
      });
    const context = { ...contextOf(), period: 86_400, isAutoPeriod: false };
    const asked = { endpoint: ENDPOINT, now: AS_OF };
    const answer = await widgetAnswer({ widgetContext: context }, new ReportReader(table), asked);
    const [title] = parsed(answer as string).filter(({ tag }) => tag === 'title');
    expect(title?.text).toMatch(
      /^2 runs from 2026-06-14 11:00 UTC to 2026-06-15 11:00 UTC, 1 not compliant; from 50 %/,
    );
    expect(parsed(await askWidget(table)).filter(({ tag }) => tag === 'rect')).toHaveLength(4);
  });

  it('says that runs stopped, though all is green', async () => {
    const definition = { schedule: 'rate(6 hours)', controls: [{ control: 'completed' }] };
    await publish(table, [aGoodCopy()], { definition, asOf: AS_OF - 13 * HOUR });
    expect(readable(await askWidget(table))).toContain('No run was published for 13h');
    expect(readable(await askWidget(table, {}, { now: AS_OF - 2 * HOUR }))).not.toContain('No run was published');
  });

  it('goes on in pages where there are many', async () => {
    for (let index = 0; index < 23; index += 1) await declare(table, { name: `R${String(index).padStart(2, '0')}` });
    const first = await askWidget(table);
    const second = await askWidget(table, labelled(first, 'More reports'));
    const namesIn = (answer: string) => [...new Set(readable(answer).match(/\bR\d\d\b/g))];
    expect(namesIn(first)).toHaveLength(20);
    expect(namesIn(second)).toEqual(['R20', 'R21', 'R22']);
    expect(labelled(second, 'First reports')).toEqual({ view: 'reports' });
  });
});

describe('the view of one report', () => {
  it('shows controls with their counts, causes with remedies, and findings that lead on', async () => {
    const definition = {
      controls: [{ control: 'completed' }, { control: 'freshWithin', within: '8d' }],
      exemptions: [{ resource: `${VOLUME}-2`, reason: 'rebuilt <nightly>', until: '2027-01-01' }],
    };
    await publish(table, [denied(1), denied(2), denied(3), aGoodCopy({ ResourceArn: `${VOLUME}-3` })], { definition });
    const answer = await askWidget(table, { report: REPORT });
    const text = readable(answer);
    expect(text).toMatch(/Why 3 failed copy jobs, 1 cause/);
    expect(text).toMatch(/Do: .+newest: .*“Access Denied trying to call AWS Backup service”/);
    expect(text).toMatch(/NON_COMPLIANT completed HIGH .* 1 2 0 1/);
    expect(text).toMatch(/Next to breach .* in 7d ec2:eu-west-1:111111111111:volume\/vol-1-3/);
    expect(text).toMatch(/Exemptions until 2027-01-01 rebuilt <nightly>/);
    const finding = await askWidget(table, labelled(answer, /volume\/vol-1-1$/));
    expect(readable(finding)).toMatch(/completed is not met: ec2:.*vol-1-1/);
  });

  it('says what could not be read before anything else', async () => {
    await publish(table, [aGoodCopy()], { error: 'AccessDenied: <b>no</b>' });
    const text = readable(await askWidget(table, { report: REPORT }));
    expect(text).toMatch(
      /ERROR OffsiteCopies .*1 of 1 unit could not be read: this is not the whole picture .*<b>no<\/b>.*Controls/,
    );
  });

  it('names the reports there are where it is none of them', async () => {
    await declare(table, { name: 'Offsite' });
    const answer = await askWidget(table, { report: 'Onsite' });
    expect(readable(answer)).toMatch(/No report Onsite is declared Expected one of Offsite\./);
    expect(labelled(answer, 'Offsite')).toEqual({ view: 'report', report: 'Offsite' });
  });

  it('shows the run that was the latest at the end of the time that is looked at, and says so', async () => {
    const definition = { controls: [{ control: 'completed' }] };
    await publish(table, [denied(1, old)], { definition, asOf: AS_OF - 3 * DAY });
    await publish(table, [aGoodCopy()], { definition });
    const then = { mode: 'absolute', start: AS_OF - 5 * DAY, end: AS_OF - 2 * DAY };
    const answer = await askWidget(table, { report: REPORT }, { timeRange: then });
    expect(readable(answer)).toMatch(/This is not the latest run.*NON_COMPLIANT OffsiteCopies/);
    const zoomed = { start: AS_OF - 5 * DAY, end: AS_OF, zoom: { start: AS_OF - 4 * DAY, end: AS_OF - 2 * DAY } };
    expect(readable(await askWidget(table, { report: REPORT }, { timeRange: zoomed }))).toContain(
      'This is not the latest run',
    );
    expect(readable(await askWidget(table, labelled(answer, /latest run/)))).toMatch(/\u2713 COMPLIANT OffsiteCopies/);
    const before = { start: AS_OF - 9 * DAY, end: AS_OF - 8 * DAY };
    expect(readable(await askWidget(table, { report: REPORT }, { timeRange: before }))).toContain(
      'Nothing of the report OffsiteCopies is published until 2026-06-07 12:00 UTC',
    );
  });
});

describe('findings', () => {
  const many = Array.from({ length: 120 }, (_, index) => denied(index));
  const definition = { controls: [{ control: 'completed' }, { control: 'crossRegion', severity: 'LOW' }] };

  it('come in pages of fifty until there are no more, none twice', async () => {
    await publish(table, many, { definition: { controls: [{ control: 'completed' }] } });
    const seen: string[] = [];
    let params: object | undefined = { view: 'findings', report: REPORT };
    for (let page = 0; params !== undefined; page += 1) {
      const answer = await askWidget(table, params);
      const shown = actionsIn(answer).filter(({ params: each }) => (each as { view: string }).view === 'finding');
      seen.push(...shown.map(({ params: each }) => (each as { finding: string }).finding));
      expect(shown).toHaveLength([50, 50, 20][page]!);
      params = actionsIn(answer).find(({ label }) => label === 'More findings')?.params as object | undefined;
    }
    expect(new Set(seen).size).toBe(120);
  });

  it('are narrowed to a cause, a control and a severity', async () => {
    const others = [
      aJobIn('FAILED', { CopyJobId: 'other', StatusMessage: 'Something else', ResourceArn: `${VOLUME}-x` }),
    ];
    await publish(table, [...many.slice(0, 3), ...others], { definition });
    const report = await askWidget(table, { report: REPORT });
    const cause = await askWidget(table, labelled(report, 'Something else'));
    expect(readable(cause)).toMatch(/1 finding shown, no more/);
    expect(readable(await askWidget(table, labelled(report, 'completed')))).toMatch(/4 findings shown/);
    expect(readable(await askWidget(table, { view: 'findings', report: REPORT, severity: 'LOW' }))).toMatch(
      /0 findings shown/,
    );
  });

  it('are looked through a stretch at a time where few of very many are asked for', async () => {
    const run = await publish(table, [denied(1)], { definition: { controls: [{ control: 'completed' }] } });
    const { findings } = await new ReportReader(table).findingsPage(REPORT, run, { most: 1 });
    const many = Array.from({ length: 2_100 }, (_, n) => ({ ...findings[0]!, id: String(n).padStart(32, '0') }));
    await putFindings(table, REPORT, run, many, DAY);
    const first = await askWidget(table, { view: 'findings', report: REPORT, control: 'crossRegion' });
    expect(readable(first)).toContain('None among those that were looked through so far');
    expect(readable(await askWidget(table, labelled(first, 'Look further')))).toMatch(
      /None\..*0 findings shown, no more/,
    );
  });

  it('go on where they were, whatever severity is asked for then', async () => {
    await publish(table, many, { definition: { controls: [{ control: 'completed' }] } });
    const after = (
      labelled(await askWidget(table, { view: 'findings', report: REPORT }), 'More findings') as { after: string }
    ).after;
    expect(readable(await askWidget(table, { view: 'findings', report: REPORT, severity: 'LOW', after }))).toMatch(
      /0 findings/,
    );
  });
});

describe('one finding', () => {
  it('shows the whole copy job, what was expected and found, cause and remedy, and how to ask AWS', async () => {
    const job = denied(7, { ResourceName: 'orders' });
    await publish(table, [job], { definition: { controls: [{ control: 'completed' }] } });
    const answer = await askWidget(table, labelled(await askWidget(table, { report: REPORT }), /vol-1-7$/));
    const terms = parsed(answer)
      .filter(({ tag }) => tag === 'dt')
      .map(({ text }) => text);
    expect(terms).toEqual(expect.arrayContaining(['Expected', 'Found', 'Do', 'First seen', ...Object.keys(job)]));
    expect(readable(answer)).toContain('aws backup describe-copy-job --copy-job-id denied-7 --region eu-west-1');
    expect(labelled(answer, 'This resource')).toEqual({ view: 'resource', resource: `${VOLUME}-7` });
  });

  it('says that it is gone where the run does not have it', async () => {
    await publish(table, [aGoodCopy()]);
    const answer = await askWidget(table, { report: REPORT, finding: 'a'.repeat(32) });
    expect(readable(answer)).toContain('This finding is not in the run');
  });
});

describe('one resource', () => {
  it('shows its copies, its findings and what is to come, newest first, over all reports', async () => {
    const controls = [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }];
    const jobs = [aGoodCopy({ ResourceName: 'orders' }), denied(0, { ResourceArn: VOLUME, ResourceName: 'orders' })];
    await publish(table, jobs, { definition: { controls } });
    await publish(table, [aGoodCopy()], { definition: { name: 'Other', controls } });
    const answer = await askWidget(table, { resource: VOLUME });
    const text = readable(answer);
    expect(text).toMatch(/orders .*a control stops being met if nothing is copied in 23h/);
    expect(text).toMatch(/copy job FAILED 3h ago/);
    expect(text).toMatch(/1 finding OffsiteCopies in all.*no finding Other in all/);
    expect(text).toMatch(/Findings 1 finding in the latest runs/);
    expect(parsed(answer).filter(({ tag }) => tag === 'svg')).toHaveLength(1);
  });

  it('is looked up by the ARN that somebody typed', async () => {
    await publish(table, [aGoodCopy()]);
    const all = await askWidget(table);
    expect(parsed(all).find(({ tag }) => tag === 'input')?.attributes['name']).toBe('resource');
    const answer = await askWidget(table, labelled(all, 'Look it up'), { forms: { resource: ` ${VOLUME}\n` } });
    expect(readable(answer)).toMatch(/Reports that judge it/);
    expect(readable(await askWidget(table, { resource: 'arn:aws:x' }))).toContain('No report knows this resource');
  });
});

describe('where failures gather', () => {
  it('counts a failed job once, by account, type and cause, over 7 and 14 days', async () => {
    const definition = {
      controls: [{ control: 'completed' }, { control: 'crossRegion' }],
      exemptions: [{ resource: `${VOLUME}-9`, reason: 'x', until: '2027-01-01' }],
    };
    const tenDays = { CreationDate: ago('10d'), CompletionDate: ago('10d') };
    await publish(
      table,
      [
        denied(1, { AccountId: '999988887777' }),
        denied(2, tenDays),
        denied(3, { ...tenDays, ResourceType: 'RDS' }),
        denied(4, { CreationDate: ago('20d') }),
        denied(9),
        aGoodCopy(),
      ],
      { definition },
    );
    await publish(table, [denied(1, { AccountId: '999988887777' })], { definition: { ...definition, name: 'Other' } });
    const text = readable(await askWidget(table, { view: 'top' }));
    expect(text).toContain('1 failed copy job in 7 days, 3 in 14 of all reports, each job once');
    expect(text).toMatch(/Accounts 7 days ?14 days 999988887777 1 ?1 111111111111 0 ?2/);
    expect(text).toMatch(/Resource types 7 days ?14 days EBS 1 ?2 RDS 0 ?1/);
    expect(text).toMatch(/Causes 7 days ?14 days The destination vault does not allow the copy 1 ?3/);
    expect(readable(await askWidget(table, { view: 'top', report: 'Other' }))).toContain(
      '1 failed copy job in 7 days, 1 in 14 of Other',
    );
  });

  it('knows of the week before from the run of a week before, where reports look back no farther', async () => {
    const definition = { filterSets: [{ name: 'all', createdWithin: '7d' }], controls: [{ control: 'completed' }] };
    await publish(table, [denied(1, { CreationDate: ago('10d') })], { definition, asOf: AS_OF - 8 * DAY });
    await publish(table, [denied(1, { CreationDate: ago('10d') }), denied(2)], { definition });
    expect(readable(await askWidget(table, { view: 'top' }))).toContain('1 failed copy job in 7 days, 2 in 14');
  });

  it('is nowhere where none fails', async () => {
    await publish(table, [aGoodCopy()]);
    expect(readable(await askWidget(table, { view: 'top' }))).toContain('None that a control asks about');
    expect(readable(await askWidget(table, { view: 'top', report: 'Nope' }))).toContain('No report Nope is declared');
  });
});

describe('whatever it is asked', () => {
  it.each<[object, RegExp]>([
    [
      { view: 'dashboards' },
      /expected one of the views reports, report, findings, finding, resource, top, got "dashboards"/,
    ],
    [{ view: 'report' }, /report: expected the name of a report of at most 64 characters, got undefined/],
    [{ view: 'report', report: 7 }, /report: expected the name of a report.*got 7/],
    [
      { report: 'A', colour: 'red' },
      /"colour" is not a property of the view report: expected some of view, report, run/,
    ],
    [
      { report: 'A', finding: '../LATEST' },
      /finding: expected the id of a finding, 32 hexadecimal digits, got "\.\.\/LATEST"/,
    ],
    [{ view: 'findings', report: 'A', after: 'x' }, /after: expected where the page of findings before ended/],
    [{ view: 'findings', report: 'A', severity: 'BAD' }, /severity: expected one of CRITICAL, HIGH/],
    [{ view: 'resource' }, /resource: expected the ARN of a resource/],
  ])('%j is refused with what is allowed', async (params, sentence) => {
    expect(readable(await askWidget(table, params))).toMatch(sentence);
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { widgetContext: 'x' },
    { widgetContext: { theme: 'pink', timeRange: 'now', forms: 1 } },
  ])('it answers %j', async (event) => {
    const answer = await widgetAnswer(event, new ReportReader(table), { endpoint: ENDPOINT, now: AS_OF });
    expect(readable(answer as string)).toContain('No report is declared yet');
  });

  it('shows itself as light or dark as the dashboard is', async () => {
    const classesOf = async (theme: string) => parsed(await askWidget(table, {}, { theme }))[0]?.attributes['class'];
    expect(await classesOf('dark')).toBe('cwdb-no-default-styles copy-audit dark');
    expect(await classesOf('light')).toBe('cwdb-no-default-styles copy-audit light');
  });

  it('takes the parameters of the widget where the call has none of its own', async () => {
    const event = { widgetContext: { ...contextOf(), params: { view: 'report', report: 'Other' } } };
    const answer = await widgetAnswer(event, new ReportReader(table), { endpoint: ENDPOINT, now: AS_OF });
    expect(readable(answer as string)).toContain('No report Other is declared');
  });

  it('says what to do where the table refuses, and tells its log', async () => {
    await declare(table, { name: 'A' });
    dynamodb.wire.decide = () => 'DENY';
    const errors: unknown[] = [];
    const answer = await askWidget(table, {}, { onError: (error) => errors.push(error) });
    expect(readable(answer)).toMatch(
      /The table could not be read AccessDeniedException: User is not authorized.*dynamodb:GetItem/,
    );
    expect(errors).toHaveLength(1);
  });

  it('only gets and queries', async () => {
    await publish(table, [denied(1), aGoodCopy()]);
    const used = new Set<string>();
    dynamodb.wire.decide = ({ operation }) => {
      used.add(operation);
      return 'PASS';
    };
    const report = await askWidget(table, { report: REPORT });
    for (const params of [{}, labelled(report, /vol-1-1$/), { resource: VOLUME }, { view: 'findings', report: REPORT }])
      await askWidget(table, params);
    expect([...used].sort()).toEqual(['GetItem', 'Query']);
  });
});

describe('text from AWS', () => {
  const XSS = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '</style><script>alert(1)</script>',
    '</cwdb-action><cwdb-action action="call" endpoint="arn:aws:lambda:x">{}</cwdb-action>',
    'javascript:alert(1)//',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="https://x"></iframe><use href="#x"/>',
    '\u202Etxt.exe',
  ];
  const evil = XSS.join(' ');
  const arn = `arn:aws:ec2:eu-west-1:111111111111:volume/${evil}`;

  it('is text in every view, whatever it says', async () => {
    const job = aJobIn('FAILED', {
      ResourceArn: arn,
      ResourceName: evil,
      ResourceType: evil,
      StatusMessage: evil,
      MessageCategory: evil,
      AccountId: evil,
      CreatedBy: { BackupPlanName: evil, BackupRuleName: evil },
    });
    const definition = {
      description: evil,
      controls: [{ control: 'completed' }, { control: 'createdByPlan', plans: ['gold'] }],
      exemptions: [{ resource: '*nobody*', reason: evil, until: '2027-01-01' }],
      filterSets: [{ name: 'all' }],
    };
    await publish(table, [job], { definition, error: evil });
    const report = await askWidget(table, { report: REPORT });
    const finding = actionsIn(report).find(({ params }) => (params as { view: string }).view === 'finding')!
      .params as object;
    const answers = [
      await askWidget(table),
      report,
      await askWidget(table, finding),
      await askWidget(table, { resource: arn }),
      await askWidget(table, { view: 'findings', report: REPORT, cause: evil }),
      await askWidget(table, { report: evil.slice(0, 60) }),
      await askWidget(table, { view: 'top' }),
      await askWidget(table, { view: evil, [evil]: evil }),
    ];
    for (const answer of answers) {
      expect(forbiddenIn(answer)).toEqual([]);
      for (const { endpoint } of actionsIn(answer)) expect(endpoint).toBe(ENDPOINT);
      expect(answer).not.toContain('\u202E');
    }
    for (const answer of answers.slice(1, 4)) expect(readable(answer)).toContain('<script>alert(1)</script>');
  });

  it('does not make an answer larger than what a person reads', async () => {
    const jobs = Array.from({ length: 60 }, (_, index) =>
      denied(index, { StatusMessage: `${index} ${'x'.repeat(8000)}` }),
    );
    await publish(table, jobs, { definition: { controls: [{ control: 'completed' }] } });
    const report = await askWidget(table, { report: REPORT });
    const finding = actionsIn(report).find(({ params }) => (params as { view: string }).view === 'finding')!
      .params as object;
    for (const params of [{}, { report: REPORT }, { view: 'findings', report: REPORT }, finding])
      expect(Buffer.byteLength(await askWidget(table, params))).toBeLessThan(200_000);
  });
});
