import { App, Aws, CfnParameter, Duration, Fn, Lazy, Stack, TimeZone, Token } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { parseDefinition } from '../../audit/definition.js';
import { DefinitionError } from '../../audit/errors.js';
import { checkDefinition } from '../../lib/definition-check.js';
import { Control, Exemption, FilterSet, Gate, type ReportDefinitionProps, Target } from '../../lib/index.js';
import { renderDefinition } from '../../lib/rendered-definition.js';

const check = (props: ReportDefinitionProps, id = 'Offsite') => checkDefinition(renderDefinition(id, props));
const problemsOf = (props: ReportDefinitionProps, id?: string): readonly string[] => {
  try {
    check(props, id);
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};

describe('a definition', () => {
  it('needs no property: the id of the construct names the report', () => {
    expect(renderDefinition('AllCopies', {})).toStrictEqual({ name: 'AllCopies' });
    expect(() => check({}, 'AllCopies')).not.toThrow();
  });

  it('renders every property as the YAML would say it', () => {
    const definition = renderDefinition('Id', {
      reportName: 'Offsite',
      description: 'Copies of the databases',
      schedule: ScheduleExpression.cron({ minute: '0', hour: '6', timeZone: TimeZone.EUROPE_BERLIN }),
      filterSets: [new FilterSet('databases'), new FilterSet('volumes')],
      controls: [Control.completed(), Control.freshWithin(Duration.hours(26))],
      exemptions: [Exemption.control('completed', { reason: 'migration', until: '2027-03-31' })],
      gate: Gate.failOnNonCompliant(),
      forgetResourcesAfter: Duration.days(60),
      requestsPerSecond: 5,
      maxConcurrency: 20,
      keepRunsFor: Duration.days(365),
    });
    expect(definition).toEqual({
      name: 'Offsite',
      description: 'Copies of the databases',
      schedule: 'cron(0 6 * * ? *)',
      filterSets: [{ name: 'databases' }, { name: 'volumes' }],
      controls: [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }],
      exemptions: [{ control: 'completed', reason: 'migration', until: '2027-03-31' }],
      gate: { failOn: 'NON_COMPLIANT' },
      forgetResourcesAfter: '60d',
      requestsPerSecond: 5,
      maxConcurrency: 20,
      keepRunsFor: '365d',
    });
    expect(() => parseDefinition(JSON.parse(JSON.stringify(definition)))).not.toThrow();
  });
});

describe('a mistake is refused at synth by a sentence that names the property', () => {
  it.each<[string, ReportDefinitionProps, RegExp]>([
    [
      'a page size over 1000',
      { filterSets: [new FilterSet('databases', { pageSize: 1001 })] },
      /^filterSets\[0\]\.pageSize: .*1 to 1000, got 1001$/,
    ],
    [
      'an ARN that is none',
      { filterSets: [new FilterSet('databases', { resourceArn: 'orders' })] },
      /^filterSets\[0\]\.resourceArn: .*ARN.*got "orders"$/,
    ],
    [
      'a window that ends before it starts',
      { filterSets: [new FilterSet('databases', { createdAfter: '2026-11-02', createdBefore: '2026-11-01' })] },
      /^filterSets\[0\]\.createdBefore: .*ends before it starts.*2026-11-02.*2026-11-01/,
    ],
    [
      'two filter sets of one name',
      { filterSets: [new FilterSet('databases'), new FilterSet('databases')] },
      /^filterSets\[1\]\.name: .*two filter sets.*"databases"$/,
    ],
    [
      'a filter set that is not in the report',
      {
        filterSets: [new FilterSet('databases')],
        controls: [Control.completed({ filterSets: [new FilterSet('other')] })],
      },
      /^controls\[0\]\.filterSets\[0\]: there is no filter set "other"; there are "databases"$/,
    ],
    [
      'a percentage over 100',
      { controls: [Control.minimumSuccessRate(101)] },
      /^controls\[0\]\.percent: .*0 to 100, got 101$/,
    ],
    [
      'an account id that is none',
      { filterSets: [new FilterSet('all', { targets: [Target.organization({ excludeAccounts: ['1111'] })] })] },
      /^filterSets\[0\]\.targets\[0\]\.organization\.excludeAccounts\[0\]: .*twelve digits, got "1111"$/,
    ],
    [
      'an exemption without an end',
      { exemptions: [Exemption.resource('*', { reason: 'later', until: 'some day' })] },
      /^exemptions\[0\]\.until: .*date.*got "some day"$/,
    ],
    [
      'a report forgotten too soon',
      { forgetResourcesAfter: Duration.hours(1) },
      /^forgetResourcesAfter: .*at least 1d, got "1h"$/,
    ],
  ])('%s', (_, props, problem) => {
    expect(problemsOf(props)).toEqual([expect.stringMatching(problem)]);
  });

  it('a name that is none, beside everything else that is wrong', () => {
    const props = { filterSets: [new FilterSet('databases', { pageSize: 0, maxItems: 0 })] };
    expect(problemsOf(props, 'Offsite copies')).toEqual([
      expect.stringMatching(/^name: expected a name of 1 to 64 letters.*got "Offsite copies"$/),
      expect.stringMatching(/^filterSets\[0\].pageSize: /),
      expect.stringMatching(/^filterSets\[0\].maxItems: /),
    ]);
    expect(() => check(props, 'Offsite copies')).toThrow('The report "Offsite copies" is not valid: name: expected');
  });
});

describe('what is allowed and likely a mistake', () => {
  it('is answered as a warning that names the control', () => {
    const controls = [Control.completed(), Control.finishesWithin(Duration.hours(1))];
    expect(check({ controls }).warnings).toEqual([expect.stringMatching(/^controls\[1\] \(finishesWithin\): .*3h/)]);
  });

  it('is not guessed of what is known only at deployment', () => {
    const stack = new Stack(new App(), 'Stack');
    const hours = new CfnParameter(stack, 'Hours', { type: 'Number' }).valueAsNumber;
    const vaults = new CfnParameter(stack, 'Vaults', { type: 'CommaDelimitedList' }).valueAsList;
    const controls = [
      Control.finishesWithin(Duration.hours(hours)),
      Control.destinationVault([Fn.importValue('Vault')]),
      Control.destinationVault(vaults),
    ];
    expect(check({ controls }).warnings).toEqual([]);
  });
});

describe('what is known only at deployment', () => {
  const stack = new Stack(new App(), 'Stack');
  const parameter = (id: string, type: string) => new CfnParameter(stack, id, { type });
  const number = parameter('Number', 'Number').valueAsNumber;
  const text = parameter('Text', 'String').valueAsString;
  const texts = parameter('Texts', 'CommaDelimitedList').valueAsList;

  it.each<[string, ReportDefinitionProps]>([
    ['an ARN', { filterSets: [new FilterSet('a', { resourceArn: Fn.importValue('Orders') })] }],
    ['an account', { filterSets: [new FilterSet('a', { targets: [Target.account(Aws.ACCOUNT_ID)] })] }],
    ['a list of Regions', { filterSets: [new FilterSet('a', { targets: [Target.ownAccount({ regions: texts })] })] }],
    ['a time', { filterSets: [new FilterSet('a', { createdBefore: text, createdAfter: '2026-11-01' })] }],
    ['a number', { controls: [Control.minimumSuccessRate(number)] }],
    ['a duration', { controls: [Control.freshWithin(Duration.hours(number))] }],
    [
      'a lazy value',
      { exemptions: [Exemption.resource('*', { reason: Lazy.string({ produce: () => 'x' }), until: text })] },
    ],
    ['a schedule', { schedule: ScheduleExpression.expression(text) }],
    ['the name', { reportName: text }],
  ])('passes: %s', (_, props) => {
    expect(problemsOf(props)).toEqual([]);
  });

  it('hides no mistake elsewhere, not even one between several values', () => {
    const targets = [Target.accounts([Aws.ACCOUNT_ID], { regions: [Aws.REGION] })];
    const filterSets = [
      new FilterSet('databases', { targets, createdWithin: Duration.days(number) }),
      new FilterSet('databases', { pageSize: Token.asNumber({ Ref: 'Number' }) }),
    ];
    const controls = [Control.completed({ filterSets: [new FilterSet('other')] })];
    expect(problemsOf({ filterSets, controls })).toEqual([
      expect.stringMatching(/^filterSets\[1\]\.name: /),
      expect.stringMatching(/^controls\[0\]\.filterSets\[0\]: there is no filter set "other"/),
    ]);
  });

  it('does not excuse its neighbours', () => {
    const targets = [Target.accounts([Aws.ACCOUNT_ID, '1111'])];
    expect(problemsOf({ filterSets: [new FilterSet('a', { targets })] })).toEqual([
      expect.stringContaining('filterSets[0].targets[0].accounts[1]: '),
    ]);
  });
});
