import { App, Aspects, CfnParameter, CfnResource, Duration, Stack, TimeZone, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  BackupPlan,
  BackupPlanRule,
  type BackupPlanRuleProps,
  BackupVault,
  CfnBackupPlan,
} from 'aws-cdk-lib/aws-backup';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { type DefinitionInput, parseDefinition } from '../../audit/definition.js';
import {
  ComplianceReport,
  Control,
  CopyJobAuditor,
  FilterSet,
  type PlanControlProps,
  ResourceType,
  Severity,
  Target,
} from '../../lib/index.js';
import { flat, quickApp, resourceOf } from '../kit/synth.js';

const REPORT = 'Custom::CopyComplianceReport';
const FAR = 'arn:aws:backup:us-east-1:444455556666:backup-vault:far';

const aStack = () => new Stack(quickApp(), 'Stack');
const vaultOf = (stack: Stack, id = 'Offsite') => new BackupVault(stack, id);
const farVault = (stack: Stack) => BackupVault.fromBackupVaultArn(stack, 'Far', FAR);

/** A plan with a daily rule that copies to one vault. */
const aPlan = (stack: Stack, rule: BackupPlanRuleProps = {}): BackupPlan => {
  const copyActions = [{ destinationBackupVault: vaultOf(stack), deleteAfter: Duration.days(35) }];
  const daily = { ruleName: 'Daily', scheduleExpression: Schedule.cron({ hour: '5', minute: '0' }) };
  return new BackupPlan(stack, 'Nightly', {
    backupPlanRules: [new BackupPlanRule({ ...daily, copyActions, ...rule })],
  });
};

const reportOf = (stack: Stack, plan: BackupPlan, props?: PlanControlProps): ComplianceReport =>
  new CopyJobAuditor(stack, 'Auditor', { dashboard: false }).addReport('OfPlan', {
    filterSets: [FilterSet.forPlan(plan)],
    controls: [Control.fromPlan(plan, props)],
  });

interface Declared {
  readonly filterSets: NonNullable<DefinitionInput['filterSets']>;
  readonly controls: NonNullable<DefinitionInput['controls']>;
}

const definitionIn = (stack: Stack): Declared =>
  JSON.parse(flat(resourceOf(Template.fromStack(stack), REPORT).Properties['Definition'])) as Declared;

const declaredFor = (rule: BackupPlanRuleProps, props?: PlanControlProps) => {
  const stack = aStack();
  reportOf(stack, aPlan(stack, rule), props);
  return definitionIn(stack);
};

/** How old copies may be, by the schedule of the rule and its windows. */
const freshnessFor = (rule: BackupPlanRuleProps, props?: PlanControlProps): unknown =>
  (declaredFor(rule, props).controls as { control: string; within?: string }[]).find(
    ({ control }) => control === 'freshWithin',
  )?.within;

describe('a report that is derived from a backup plan', () => {
  it('reads what the plan’s rule copies to its vault, and asks what the copy action says', () => {
    const { filterSets, controls } = declaredFor({});
    expect(filterSets).toEqual([
      {
        name: 'Nightly Daily to Offsite',
        destinationVaultArn: '<Offsite.BackupVaultArn>',
        backupPlanId: '<Nightly.BackupPlanId>',
        backupRuleName: 'Daily',
      },
    ]);
    expect(controls).toEqual([
      {
        control: 'freshWithin',
        id: 'freshWithin Nightly Daily to Offsite',
        filterSets: ['Nightly Daily to Offsite'],
        within: '32h',
      },
      {
        control: 'retainedFor',
        id: 'retainedFor Nightly Daily to Offsite',
        filterSets: ['Nightly Daily to Offsite'],
        ...{ atLeast: '35d', atMost: '35d', allowEmpty: true },
      },
    ]);
  });

  it('names the vault of another account or Region by its ARN', () => {
    const stack = aStack();
    reportOf(stack, aPlan(stack, { copyActions: [{ destinationBackupVault: farVault(stack) }] }));
    const [set] = definitionIn(stack).filterSets;
    expect(set).toMatchObject({ name: 'Nightly Daily to far', destinationVaultArn: FAR });
  });

  it('has a filter set for each copy action, each with its own controls, and says nothing that the plan does not say', () => {
    const stack = aStack();
    const plan = aPlan(stack);
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'Monthly',
        scheduleExpression: Schedule.cron({ day: '1', hour: '5', minute: '0' }),
        copyActions: [
          { destinationBackupVault: vaultOf(stack, 'Archive'), moveToColdStorageAfter: Duration.days(30) },
          { destinationBackupVault: farVault(stack), deleteAfter: Duration.days(365) },
        ],
      }),
    );
    reportOf(stack, plan);
    const { filterSets, controls } = definitionIn(stack);
    expect(filterSets.map(({ name }) => name)).toEqual([
      'Nightly Daily to Offsite',
      'Nightly Monthly to Archive',
      'Nightly Monthly to far',
    ]);
    expect(controls.map(({ id }) => id)).toEqual([
      'freshWithin Nightly Daily to Offsite',
      'retainedFor Nightly Daily to Offsite',
      'freshWithin Nightly Monthly to Archive',
      'coldStorage Nightly Monthly to Archive',
      'freshWithin Nightly Monthly to far',
      'retainedFor Nightly Monthly to far',
    ]);
    expect(controls[3]).toMatchObject({ after: '30d', within: '30d', allowEmpty: true });
    expect(controls[3]?.resourceTypes).toContain('EFS');
    expect(controls[3]?.resourceTypes).not.toContain('EBS');
  });

  it('is a definition that the auditor accepts', () => {
    const known = JSON.stringify(declaredFor({})).replaceAll('<Offsite.BackupVaultArn>', FAR);
    expect(() => parseDefinition(JSON.parse(known))).not.toThrow();
  });

  it('sees rules that are added to the plan after it', () => {
    const stack = aStack();
    const plan = new BackupPlan(stack, 'Nightly');
    const report = reportOf(stack, plan);
    new Dashboard(stack, 'Board', { widgets: [report.widgets()] });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'Hourly',
        scheduleExpression: Schedule.cron({ minute: '0' }),
        startWindow: Duration.hours(1),
        copyActions: [{ destinationBackupVault: farVault(stack) }],
      }),
    );
    const { filterSets, controls } = definitionIn(stack);
    expect(filterSets.map(({ name }) => name)).toEqual(['Nightly Hourly to far']);
    expect(controls).toMatchObject([{ control: 'freshWithin', within: '2h' }]);
    const board = resourceOf(Template.fromStack(stack), 'AWS::CloudWatch::Dashboard').Properties['DashboardBody'];
    expect(flat(board)).toContain('limit of 2 hours');
  });

  it('sees what an aspect does to the plan', () => {
    const stack = aStack();
    reportOf(stack, aPlan(stack));
    Aspects.of(stack).add({
      visit: (node) => {
        if (!CfnBackupPlan.isCfnBackupPlan(node)) return;
        const lifecycle = { deleteAfterDays: 99 };
        const copyActions = [{ destinationBackupVaultArn: FAR, lifecycle }];
        const rule = { ruleName: 'Other', targetBackupVault: 'v', scheduleExpression: '0 12 * * ? *', copyActions };
        node.backupPlan = { backupPlanName: 'Changed', backupPlanRule: [rule] };
      },
    });
    const { filterSets, controls } = definitionIn(stack);
    expect(filterSets.map(({ name }) => name)).toEqual(['Changed Other to far']);
    expect(controls).toMatchObject([{ within: '32h' }, { atLeast: '99d', atMost: '99d' }]);
  });

  it('may lie in another stack than the plan and the vault', () => {
    const app = quickApp();
    const [home, away] = [new Stack(app, 'Home'), new Stack(app, 'Away')];
    reportOf(away, aPlan(home));
    const definition = flat(resourceOf(Template.fromStack(away), REPORT).Properties['Definition']);
    expect(definition).toMatch(/"destinationVaultArn":"\{"Fn::ImportValue":"Home:ExportsOutput\w+BackupVaultArn/);
    expect(definition).toMatch(/"backupPlanId":"\{"Fn::ImportValue":"Home:ExportsOutput\w+BackupPlanId/);
    expect(away.dependencies).toEqual([home]);
  });

  it('takes what else is read, and where; controls of one’s own are narrowed to all of it', () => {
    const stack = aStack();
    const plan = aPlan(stack);
    const ofPlan = FilterSet.forPlan(plan, {
      resourceType: ResourceType.EFS,
      targets: [Target.ownAccount({ regions: ['eu-west-1'] })],
    });
    const other = new FilterSet('other');
    new CopyJobAuditor(stack, 'Auditor').addReport('R', {
      filterSets: [ofPlan, other],
      controls: [Control.fromPlan(plan), Control.crossRegion({ filterSets: [ofPlan] })],
    });
    plan.addRule(BackupPlanRule.weekly());
    plan.addRule(new BackupPlanRule({ copyActions: [{ destinationBackupVault: farVault(stack) }] }));
    const { filterSets, controls } = definitionIn(stack);
    expect(filterSets[0]).toMatchObject({ resourceType: 'EFS', targets: [{ regions: ['eu-west-1'] }] });
    // The CDK's own name for a rule begins with the plan's id.
    const names = ['Nightly Daily to Offsite', 'NightlyRule2 to far'];
    expect(filterSets.map(({ name }) => name)).toEqual([...names, 'other']);
    expect(controls.at(-1)).toEqual({ control: 'crossRegion', filterSets: names });
  });

  it('makes the same template a second time, and resolves without a synth', () => {
    const templates = [1, 2].map(() => {
      const stack = aStack();
      reportOf(stack, aPlan(stack));
      return JSON.stringify(Template.fromStack(stack).toJSON());
    });
    expect(templates[0]).toBe(templates[1]);
    const stack = aStack();
    const report = reportOf(stack, aPlan(stack));
    const resource = report.node.findChild('Resource').node.defaultChild as CfnResource;
    expect(JSON.stringify(stack.resolve(resource._toCloudFormation()))).toContain('Nightly Daily to Offsite');
  });
});

describe('how fresh copies must be', () => {
  const at = (cron: Parameters<typeof Schedule.cron>[0]) => ({ scheduleExpression: Schedule.cron(cron) });
  it.each<[string, BackupPlanRuleProps, string]>([
    ['a rule without windows has AWS’s start window of 8 hours', at({ hour: '5', minute: '0' }), '32h'],
    ['a rule without a schedule runs at 5 each day', { scheduleExpression: undefined as never }, '32h'],
    ['the rule’s own start window counts', { startWindow: Duration.hours(1) }, '25h'],
    [
      'its completion window counts as well',
      { startWindow: Duration.hours(1), completionWindow: Duration.hours(3) },
      '28h',
    ],
    ['the longest gap counts', { ...at({ weekDay: 'MON-FRI', hour: '5', minute: '0' }) }, '3d8h'],
    ['the longest month counts', { ...at({ day: '1', hour: '5', minute: '0' }) }, '31d8h'],
    [
      'a day with a change of the clock counts',
      { ...at({ hour: '5', minute: '0' }), scheduleExpressionTimezone: TimeZone.EUROPE_BERLIN },
      '33h',
    ],
  ])('%s', (_, rule, within) => {
    expect(freshnessFor(rule)).toBe(within);
  });

  it('is what one says, of every rule', () => {
    expect(freshnessFor({}, { freshWithin: Duration.hours(26) })).toBe('26h');
  });

  it('has to be said where the schedule is known only at deployment, or does not come again', () => {
    const stack = aStack();
    const late = new CfnParameter(stack, 'Schedule').valueAsString;
    const plan = aPlan(stack);
    const change = (scheduleExpression: string) => {
      const rule = { ruleName: 'Late', targetBackupVault: 'v', scheduleExpression };
      const copyActions = [{ destinationBackupVaultArn: FAR }];
      (plan.node.defaultChild as CfnBackupPlan).backupPlan = {
        backupPlanName: 'Late',
        backupPlanRule: [{ ...rule, copyActions }],
      };
    };
    change(late);
    expect(() => Control.fromPlan(plan)).toThrow(
      'The backup plan "Stack/Nightly" is not valid: how fresh the copies of the rule "Late" must be is known only when it is deployed: give freshWithin',
    );
    expect(() => Control.fromPlan(plan, { freshWithin: Duration.days(2) })).not.toThrow();
    change('cron(0 5 1 1 ? 2031)');
    expect(() => Control.fromPlan(plan)).toThrow(/cannot be told from its schedule "cron\(0 5 1 1 \? 2031\)"/);
  });
});

describe('what is known only at deployment', () => {
  it('passes: days, names, vaults', () => {
    const stack = aStack();
    const parameter = (id: string) => new CfnParameter(stack, id);
    const days = Duration.days(Token.asNumber(new CfnParameter(stack, 'Days', { type: 'Number' }).value));
    const vault = BackupVault.fromBackupVaultArn(
      stack,
      'Imported',
      `arn:aws:backup:eu-west-1:111122223333:backup-vault:${parameter('Vault').valueAsString}`,
    );
    const plan = aPlan(stack, {
      ruleName: parameter('Rule').valueAsString,
      copyActions: [{ destinationBackupVault: vault, deleteAfter: days }],
    });
    reportOf(stack, plan);
    const { filterSets, controls } = definitionIn(stack);
    expect(filterSets).toEqual([
      {
        name: 'Nightly to a vault',
        destinationVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:<Vault>',
        backupPlanId: '<Nightly.BackupPlanId>',
        backupRuleName: '<Rule>',
      },
    ]);
    expect(controls[1]).toMatchObject({ atLeast: '<Days>d', atMost: '<Days>d' });
  });
});

describe('names of what is copied', () => {
  it('are fit for a definition, however long, and differ', () => {
    const stack = aStack();
    const long = 'a'.repeat(50);
    const action = { destinationBackupVault: vaultOf(stack) };
    const rule = (ruleName: string) => new BackupPlanRule({ ruleName, copyActions: [action, action] });
    const plan = new BackupPlan(stack, 'Plan', {
      backupPlanName: '(of) täglich',
      backupPlanRules: [rule(long), rule(`${long}b`)],
    });
    reportOf(stack, plan, { severity: Severity.LOW });
    const names = definitionIn(stack).filterSets.map(({ name }) => name);
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^of- t-glich a+\.\.\.a+b? to Offsite( 2)?$/);
  });
});

it('a plan whose name has no letter that a definition takes has one nevertheless', () => {
  expect(FilterSet.forPlan(new BackupPlan(aStack(), 'Plan', { backupPlanName: '夜間' })).name).toBe('plan');
});

describe('a mistake is refused', () => {
  const imported = () => BackupPlan.fromBackupPlanId(aStack(), 'Imported', 'plan-1');
  it.each<[string, () => unknown]>([
    ['a filter set', () => FilterSet.forPlan(imported())],
    ['controls', () => Control.fromPlan(imported())],
  ])('%s of an imported plan, whose rules nobody knows', (_, derive) => {
    expect(derive).toThrow('The backup plan "Stack/Imported" is not valid: it is imported');
  });

  it('what the plan says, said again', () => {
    const stack = aStack();
    expect(() => FilterSet.forPlan(aPlan(stack), { destinationVaultArn: FAR })).toThrow(
      'The filter set "Nightly" is not valid: destinationVaultArn: cannot be given: the backup plan says it',
    );
  });

  it('a plan that copies nothing in the end', () => {
    const stack = aStack();
    const plan = new BackupPlan(stack, 'Nightly', { backupPlanRules: [BackupPlanRule.daily()] });
    reportOf(stack, plan);
    expect(() => Template.fromStack(stack)).toThrow(
      'The backup plan "Stack/Nightly" is not valid: no rule of it has copyActions: there is nothing to be audited',
    );
  });

  it('controls without the filter sets that they are judged over', () => {
    const stack = aStack();
    expect(() => new CopyJobAuditor(stack, 'A').addReport('R', { controls: [Control.fromPlan(aPlan(stack))] })).toThrow(
      'there is no filter set "Nightly Daily to Offsite"',
    );
  });

  it('what is wrong only in the end, when the app is synthesized', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const plan = aPlan(stack);
    reportOf(stack, plan);
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'Short',
        copyActions: [{ destinationBackupVault: vaultOf(stack, 'V'), deleteAfter: Duration.days(40_000) }],
      }),
    );
    expect(() => app.synth()).toThrow(/controls\[3\]\.atLeast/);
  });
});
