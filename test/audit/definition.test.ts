import { parseDefinition, parseDefinitionFile } from '../../audit/definition.js';
import { DefinitionError } from '../../audit/errors.js';
import { DAY, HOUR } from '../../audit/schema.js';

const report = { name: 'report' };
const problemsOf = (input: unknown, parse: (input: unknown) => unknown = parseDefinition): string[] => {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};

describe('a definition with nothing but a name', () => {
  it('reads everything of the last month and asks two controls, daily, without a gate', () => {
    expect(parseDefinition(report)).toEqual({
      version: 1,
      name: 'report',
      schedule: 'rate(1 day)',
      filterSets: [{ name: 'all', createdWithin: 30 * DAY }],
      controls: [
        { control: 'completed', allowPartial: false, allowEmpty: false },
        { control: 'freshWithin', within: 26 * HOUR, from: 'COPY_CREATION', allowEmpty: false },
      ],
      exemptions: [],
      gate: { failOn: 'NEVER' },
      forgetResourcesAfter: 90 * DAY,
      requestsPerSecond: 10,
      maxConcurrency: 10,
      keepRunsFor: 400 * DAY,
    });
  });
});

describe('a definition', () => {
  it('reads durations and times as people write them', () => {
    const { filterSets, exemptions, forgetResourcesAfter } = parseDefinition({
      ...report,
      filterSets: [
        { name: 'a', createdWithin: 'P7D', completedWithin: '90m' },
        { name: 'b', createdAfter: '2026-10-01', createdBefore: '2026-10-01T02:00:00+01:00' },
      ],
      exemptions: [
        { control: 'completed', reason: 'r', until: '2027-03-31' },
        { control: 'completed', reason: 'r', until: '2027-03-31T00:00Z' },
        { control: 'completed', reason: 'for ever', until: '9999-12-31' },
      ],
      forgetResourcesAfter: '1w',
    });
    const start = Date.UTC(2026, 9, 1);
    expect(filterSets).toEqual([
      { name: 'a', createdWithin: 7 * DAY, completedWithin: 1.5 * HOUR },
      { name: 'b', createdAfter: start, createdBefore: start + HOUR },
    ]);
    expect(exemptions.map(({ until }) => new Date(until).toISOString())).toEqual([
      '2027-04-01T00:00:00.000Z',
      '2027-03-31T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ]);
    expect(forgetResourcesAfter).toBe(7 * DAY);
  });

  it('is refused as it was given to another program: no list, no text, nothing', () => {
    expect([null, 'report', [report], undefined].flatMap((input) => problemsOf(input))).toEqual([
      ': expected a report, got null',
      ': expected a report, got "report"',
      ': expected a report, got [{"name":"report"}]',
      ': expected a report, got undefined',
    ]);
  });
});

const filterSets = (...sets: unknown[]) => ({ filterSets: sets });
const filterSet = (filters: Record<string, unknown>) => filterSets({ name: 'a', ...filters });
const controls = (...declared: unknown[]) => ({ controls: declared });
const completed = (options: Record<string, unknown>) => controls({ control: 'completed', ...options });
const exemption = (fields: Record<string, unknown>) => ({
  exemptions: [{ control: 'completed', reason: 'r', until: '2027-03-31', ...fields }],
});
const circle: unknown[] = [];
circle.push(circle);

describe('a definition is refused, with its path, what was given and what is allowed:', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    // the whole
    [
      'an unknown property',
      { colour: 1 },
      /^: "colour" is not a property of a report: expected some of version, name,.* keepRunsFor$/,
    ],
    ['two of them', { a: 1, b: 2 }, /^: "a", "b" are no properties of a report/],
    [
      'a newer version',
      { version: 2 },
      /^version: expected version 1, got 2: deploy the auditor with a library at least as new/,
    ],
    ['a name with a space', { name: 'my report' }, /^name: expected a name of 1 to 64 letters,.* got "my report"$/],
    ['a number as name', { name: 7 }, /^name: expected a name .* got 7, a number: write it in quotes$/],
    [
      'a long description',
      { description: 'x'.repeat(1001) },
      /^description: expected a description of at most 1000 characters, got "x{78}…$/,
    ],
    ['a schedule in words', { schedule: 'daily' }, /^schedule: expected "rate\(6 hours\)", .* got "daily"$/],
    ['no schedule', { schedule: null }, /^schedule: expected "rate.* got null$/],
    [
      'too many requests',
      { requestsPerSecond: 51 },
      /^requestsPerSecond: expected a whole number from 1 to 50, got 51$/,
    ],
    ['half a unit', { maxConcurrency: 1.5 }, /^maxConcurrency: expected a whole number from 1 to 1000, got 1.5$/],
    [
      'a short memory',
      { forgetResourcesAfter: '1h' },
      /^forgetResourcesAfter: expected a duration .* of at least 1d, got "1h"$/,
    ],
    ['a duration as number', { keepRunsFor: 400 }, /^keepRunsFor: expected a duration .* got 400$/],
    ['a duration beyond a century', { keepRunsFor: '36501d' }, /got "36501d": that is more than 36500d$/],
    ['a circle', { description: circle }, /^description: expected a description of at most 1000 characters, got /],
    // filter sets
    ['no filter set', filterSets(), /^filterSets: expected at least one filter set, got \[\]$/],
    ['a filter set that is a name', filterSets('a'), /^filterSets\[0\]: expected a filter set, got "a"$/],
    ['one without name', filterSets({}), /^filterSets\[0\].name: expected a name of 1 to 64 .* got undefined$/],
    [
      'two of one name',
      filterSets({ name: 'a' }, { name: 'b' }, { name: 'a' }),
      /^filterSets\[2\].name: two filter sets have the name "a"$/,
    ],
    [
      'an unknown filter',
      filterSet({ byState: 'FAILED' }),
      /^filterSets\[0\]: "byState" is not a property of a filter set: expected some of name, accountId,.* state,/,
    ],
    [
      'an unknown state',
      filterSet({ state: 'ABORTED' }),
      /^filterSets\[0\].state: expected one of CREATED, RUNNING, COMPLETED, FAILED, PARTIAL, got "ABORTED"$/,
    ],
    [
      'an ARN that is none',
      filterSet({ resourceArn: 'orders' }),
      /^filterSets\[0\].resourceArn: expected an ARN such as .* got "orders"$/,
    ],
    [
      'a vault by its name',
      filterSet({ destinationVaultArn: 'vault' }),
      /destinationVaultArn: expected an ARN .* got "vault"$/,
    ],
    [
      'a recovery point by its id',
      filterSet({ sourceRecoveryPointArn: 'snap-1' }),
      /sourceRecoveryPointArn: expected an ARN .* got "snap-1"$/,
    ],
    [
      'an account of a few digits',
      filterSet({ accountId: '1234' }),
      /accountId: expected an account id of twelve digits, got "1234"$/,
    ],
    [
      'an account without quotes',
      filterSet({ accountId: 111111111111 }),
      /got 111111111111, a number: write it in quotes$/,
    ],
    ['an empty text', filterSet({ resourceType: '' }), /resourceType: expected a resource type such as "RDS", got ""$/],
    [
      'a page that is too long',
      filterSet({ pageSize: 1001 }),
      /pageSize: expected a whole number from 1 to 1000, got 1001$/,
    ],
    ['a page of nothing', filterSet({ pageSize: 0 }), /pageSize: expected a whole number from 1 to 1000, got 0$/],
    ['no items', filterSet({ maxItems: 0 }), /maxItems: expected a whole number of at least 1, got 0$/],
    [
      'a window of nothing',
      filterSet({ createdWithin: '0h' }),
      /createdWithin: expected a duration such as "26h" or "35d", got "0h"$/,
    ],
    [
      'a time without zone',
      filterSet({ createdAfter: '2026-11-01T00:00:00' }),
      /createdAfter: expected a time with its zone .* got "2026-11-01T00:00:00"$/,
    ],
    ['a day that does not exist', filterSet({ createdAfter: '2026-02-30' }), /createdAfter: .* got "2026-02-30"$/],
    [
      'an hour that does not exist',
      filterSet({ createdAfter: '2026-02-01T25:00Z' }),
      /createdAfter: .* got "2026-02-01T25:00Z"$/,
    ],
    [
      'a window that ends before it starts',
      filterSet({ createdAfter: '2026-11-02', createdBefore: '2026-11-01' }),
      /^filterSets\[0\].createdBefore: the window ends before it starts: from 2026-11-02T00:00:00.000Z to 2026-11-01T00:00:00.000Z$/,
    ],
    [
      'a window that ends where it starts',
      filterSet({ completedAfter: '2026-11-01', completedBefore: '2026-11-01' }),
      /^filterSets\[0\].completedBefore: the window ends before it starts: /,
    ],
    ...(['createdAfter', 'createdBefore', 'completedAfter', 'completedBefore'] as const).map(
      (bound): [string, Record<string, unknown>, RegExp] => {
        const within = bound.startsWith('created') ? 'createdWithin' : 'completedWithin';
        return [
          `${within} beside ${bound}`,
          filterSet({ [within]: '1d', [bound]: '2026-11-01' }),
          new RegExp(`^filterSets\\[0\\]\\.${within}: cannot be given together with .*${bound}`),
        ];
      },
    ),
    // targets
    ['no target', filterSet({ targets: [] }), /targets: expected at least one target, got \[\]$/],
    [
      'a Region that is none',
      filterSet({ targets: [{ regions: ['Ireland'] }] }),
      /targets\[0\].regions\[0\]: expected a Region such as "eu-west-1", got "Ireland"$/,
    ],
    [
      'an account that is none',
      filterSet({ targets: [{ accounts: ['1'] }] }),
      /targets\[0\].accounts\[0\]: expected an account id of twelve digits, or "\*", got "1"$/,
    ],
    [
      'accounts beside an organization',
      filterSet({ targets: [{ accounts: ['*'], organization: {} }] }),
      /targets\[0\].organization: cannot be given together with accounts$/,
    ],
    [
      'a role of every account',
      filterSet({ targets: [{ accounts: ['*'], role: { name: 'r' } }] }),
      /targets\[0\].role: cannot be assumed in accounts "\*"$/,
    ],
    [
      'every account and one',
      filterSet({ targets: [{ accounts: ['*', '111111111111'] }] }),
      /targets\[0\].accounts: "\*" is every account: it stands alone$/,
    ],
    [
      'every account beside another target',
      filterSet({ targets: [{ regions: ['eu-west-1'] }, { accounts: ['*'] }] }),
      /targets: accounts "\*" reads every account of its Regions/,
    ],
    [
      'tags of accounts that tell nobody else of them',
      filterSet({ taggedWith: { tier: 'gold' }, targets: [{}, { organization: {} }] }),
      /taggedWith: tags of other accounts are read in these themselves: give the target a role$/,
    ],
    [
      'tags of every account at once',
      filterSet({ taggedWith: { tier: 'gold' }, targets: [{ accounts: ['*'] }] }),
      /taggedWith: tags of other accounts .*: give the target a role$/,
    ],
    ['no tags of a filter set', filterSet({ taggedWith: {} }), /taggedWith: expected at least one tag/],
    // controls
    ['no control', controls(), /^controls: expected at least one control, got \[\]$/],
    [
      'an unknown control',
      controls({ control: 'complete' }),
      /^controls\[0\].control: "complete" is no control: expected one of completed, /,
    ],
    [
      'a control that is a name',
      controls('completed'),
      /^controls\[0\]: expected a control such as {"control": "completed"}, got "completed"$/,
    ],
    [
      'one without its option',
      controls({ control: 'freshWithin' }),
      /^controls\[0\].within: expected a duration .* got undefined$/,
    ],
    [
      'an unknown option',
      completed({ within: '1d' }),
      /^controls\[0\]: "within" is not a property of completed: expected some of control, allowPartial, id,/,
    ],
    [
      'an unknown severity',
      completed({ severity: 'BAD' }),
      /severity: expected one of CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL, got "BAD"$/,
    ],
    ['yes', completed({ allowEmpty: 'yes' }), /allowEmpty: expected true or false, got "yes"$/],
    ['an empty id', completed({ id: '' }), /id: expected an id, got ""$/],
    ['a long id', completed({ id: 'x'.repeat(65) }), /id: expected an id of at most 64 characters, got/],
    ['no types', completed({ resourceTypes: [] }), /resourceTypes: expected at least one resource type, got \[\]$/],
    [
      'no patterns',
      completed({ resourceArns: [] }),
      /resourceArns: expected at least one pattern of resource ARNs, got \[\]$/,
    ],
    ['no tags', completed({ taggedWith: {} }), /taggedWith: expected at least one tag/],
    [
      'too many patterns',
      completed({ resourceArns: Array(1001).fill('*') }),
      /resourceArns: expected at most 1000 entries/,
    ],
    [
      'an unknown filter set',
      { ...filterSets({ name: 'a' }, { name: 'b' }), ...completed({ filterSets: ['b', 'c'] }) },
      /^controls\[0\].filterSets\[1\]: there is no filter set "c"; there are "a", "b"$/,
    ],
    [
      'two controls of one id',
      controls({ control: 'completed', id: 'x' }, { control: 'completed' }, { control: 'completed', id: 'x' }),
      /^controls\[2\].id: two controls have the id "x"$/,
    ],
    [
      'two of one id, after two without',
      controls(...['', '', 'x', 'x'].map((id) => ({ control: 'completed', ...(id && { id }) }))),
      /^controls\[3\].id: two controls have the id "x"$/,
    ],
    // exemptions and gate
    ['exemptions that are no list', { exemptions: {} }, /^exemptions: expected a list of exemptions, got {}$/],
    [
      'an exemption of everything',
      exemption({ control: undefined }),
      /^exemptions\[0\]: expected at least one of resource, vault, control and job$/,
    ],
    ['one without reason', exemption({ reason: '' }), /^exemptions\[0\].reason: expected a reason, got ""$/],
    [
      'one without end',
      exemption({ until: undefined }),
      /^exemptions\[0\].until: expected a date such as "2027-03-31".* got undefined$/,
    ],
    ['one until a day that does not exist', exemption({ until: '2027-02-29' }), /until: .* got "2027-02-29"$/],
    [
      'an unknown gate',
      { gate: { failOn: 'ALWAYS' } },
      /^gate.failOn: expected one of NEVER, NON_COMPLIANT, NOT_COMPLIANT, got "ALWAYS"$/,
    ],
    [
      'a gate that is a word',
      { gate: 'NEVER' },
      /^gate: expected a gate such as {"failOn": "NON_COMPLIANT"}, got "NEVER"$/,
    ],
  ])('%s', (_, given, problem) => {
    const problems = problemsOf({ ...report, ...given });
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });
});

describe('a definition lets through', () => {
  it.each<[string, Record<string, unknown>]>([
    [
      'every account, Region by Region',
      filterSet({
        targets: [
          { accounts: ['*'], regions: ['eu-west-1'] },
          { accounts: ['*'], regions: ['us-east-1'] },
        ],
      }),
    ],
    [
      'the longest page, name and id',
      { ...filterSets({ name: 'a'.repeat(64), pageSize: 1000 }), ...completed({ id: 'x'.repeat(64) }) },
    ],
    ['a leap day and the last second of a day', exemption({ until: '2028-02-29T23:59:59.999999999Z' })],
    [
      'one name for controls of different ids',
      controls({ control: 'completed' }, { control: 'completed', id: 'b' }, { control: 'completed' }),
    ],
    [
      'an ARN of a vault anywhere',
      filterSet({
        destinationVaultArn: 'arn:aws-us-gov:backup:us-gov-west-1:111111111111:backup-vault:x',
        resourceArn: 'arn:aws:s3:::b',
      }),
    ],
    [
      'both windows of completion, and one of creation',
      filterSet({ createdWithin: '7d', completedAfter: '2026-10-01', completedBefore: '2026-10-02' }),
    ],
    ['a run only when asked', { schedule: 'NONE' }],
  ])('%s', (_, given) => {
    expect(problemsOf({ ...report, ...given })).toEqual([]);
  });
});

describe('a key that would reach into every object', () => {
  it.each([
    ['the report', '{"name":"report","__proto__":{"version":7}}'],
    ['a filter set', '{"name":"report","filterSets":[{"name":"a","__proto__":{"state":"FAILED"}}]}'],
    ['a control', '{"name":"report","controls":[{"control":"completed","__proto__":{"allowPartial":true}}]}'],
    ['the control’s name', '{"name":"report","controls":[{"control":"__proto__"}]}'],
    [
      'an exemption',
      '{"name":"report","exemptions":[{"control":"a","reason":"r","until":"2027-03-31","__proto__":{}}]}',
    ],
    ['a tag', '{"name":"report","controls":[{"control":"completed","taggedWith":{"__proto__":"x"}}]}'],
  ])('is refused in %s and reaches nothing', (_, json) => {
    expect(problemsOf(JSON.parse(json))).toHaveLength(1);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('a file of reports', () => {
  it('holds several; a single report may stand in its place', () => {
    expect(parseDefinitionFile({ reports: [{ name: 'a' }, { name: 'b' }] }).map(({ name }) => name)).toEqual([
      'a',
      'b',
    ]);
    expect(parseDefinitionFile({ version: 1, name: 'a' }).map(({ name }) => name)).toEqual(['a']);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'two reports of one name',
      { reports: [{ name: 'a' }, { name: 'a' }] },
      /^reports\[1\].name: two reports have the name "a"$/,
    ],
    ['none', { reports: [] }, /^reports: expected at least one report, got \[\]$/],
    ['a newer version', { version: 2, reports: [{ name: 'a' }] }, /^version: expected version 1, got 2/],
    [
      'a mistake deep inside',
      { reports: [{ name: 'a' }, { name: 'b', filterSets: [{ name: 'x', pageSize: 0 }] }] },
      /^reports\[1\].filterSets\[0\].pageSize: /,
    ],
    [
      'what is not of it',
      { reports: [{ name: 'a' }], name: 'b' },
      /^: "name" is not a property of a file of reports: expected some of version, reports$/,
    ],
    ['a list', [{ name: 'a' }], /^: expected a report, got/],
  ])('refuses %s', (_, given, problem) => {
    expect(problemsOf(given, parseDefinitionFile)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('the sentence of an error', () => {
  const manyProblems = { ...report, ...controls(...Array.from({ length: 8 }, (_, n) => ({ control: `c${n}` }))) };

  it('names the first five problems and counts the rest', () => {
    const refuse = () => parseDefinition(manyProblems);
    expect(refuse).toThrow(/^The definition of the report is not valid: controls\[0\]\.control: "c0" is no control/);
    expect(refuse).toThrow(/controls\[4\]\.control: "c4" is no control.*; and 3 more$/);
    expect(refuse).not.toThrow(/controls\[5\]/);
    expect(() => parseDefinition({ ...report, gate: 1 })).not.toThrow(/more$/);
  });

  // CloudFormation shows nothing of a reason over 4 KB, and a letter can have four bytes.
  it.each(['x', '字', '💾'])('stays under 4 KB, whatever was given, and holds no half of a letter: %s', (letter) => {
    const long = letter.repeat(5_000);
    const unknown = Object.fromEntries([...'abcdefghijklm'].map((each) => [each + long, each]));
    const sets = Array.from({ length: 9 }, () => ({ name: 'a', state: `a${long}`, ...unknown }));
    const messages = [
      { ...report, filterSets: sets },
      { ...report, [long]: long, name: long },
    ].map((each) => {
      try {
        return parseDefinition(each).name;
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(messages.map((message) => Buffer.byteLength(message) < 3_600)).toEqual([true, true]);
    expect(messages.join('')).not.toMatch(/\p{Surrogate}/u);
  });
});
