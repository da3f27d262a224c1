import { Duration } from 'aws-cdk-lib';
import { CONTROLS, type ControlName } from '../../audit/controls/index.js';
import { parseDefinition } from '../../audit/definition.js';
import { Control, CopyAge, Expected, FilterSet, ResourceType, Severity } from '../../lib/index.js';

// What a plan promises is several controls, none of its own.
type Factories = Exclude<keyof typeof Control, 'prototype' | 'fromPlan'>;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
// A control without a factory, or a factory without a control, does not compile.
const everyControlHasAFactory: Equal<Factories, ControlName> = true;

const days = Duration.days(35);
const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';

/** Every control with every one of its options at least once: what is written in code, and what its definition says. */
const DECLARED: Readonly<Record<ControlName, readonly (readonly [Control, object])[]>> = {
  completed: [
    [Control.completed(), {}],
    [Control.completed({ allowPartial: true }), { allowPartial: true }],
  ],
  withoutIssues: [[Control.withoutIssues(), {}]],
  finishesWithin: [[Control.finishesWithin(Duration.hours(8)), { within: '8h' }]],
  destinationVault: [[Control.destinationVault(['*:backup-vault:offsite']), { vaults: ['*:backup-vault:offsite'] }]],
  crossRegion: [
    [Control.crossRegion(), {}],
    [Control.crossRegion({ allowed: ['eu-west-1'] }), { allowed: ['eu-west-1'] }],
  ],
  crossAccount: [
    [Control.crossAccount(), {}],
    [Control.crossAccount({ allowed: ['111122223333'] }), { allowed: ['111122223333'] }],
  ],
  logicallyAirGapped: [[Control.logicallyAirGapped(), {}]],
  vaultLocked: [[Control.vaultLocked(), {}]],
  encryptedWith: [
    [Control.encryptedWith(), {}],
    [Control.encryptedWith({ keys: ['arn:aws:kms:*:key/offsite'] }), { keys: ['arn:aws:kms:*:key/offsite'] }],
  ],
  retainedFor: [
    [Control.retainedFor({ atLeast: days }), { atLeast: '35d' }],
    [Control.retainedFor({ atLeast: days, atMost: Duration.days(365) }), { atLeast: '35d', atMost: '365d' }],
  ],
  coldStorage: [
    [Control.coldStorage({ after: Duration.days(7) }), { after: '7d' }],
    [Control.coldStorage({ within: days }), { within: '35d' }],
  ],
  createdByPlan: [
    [Control.createdByPlan(['gold-*']), { plans: ['gold-*'] }],
    [Control.createdByPlan(['gold-*'], { rules: ['nightly'] }), { plans: ['gold-*'], rules: ['nightly'] }],
  ],
  usesRole: [[Control.usesRole(['*:role/Backup']), { roles: ['*:role/Backup'] }]],
  notEmpty: [[Control.notEmpty(), {}]],
  sizeWithin: [
    [Control.sizeWithin({ percent: 30 }), { percent: 30 }],
    [Control.sizeWithin({ percent: 30, of: 14 }), { percent: 30, of: 14 }],
  ],
  freshWithin: [
    [Control.freshWithin(Duration.hours(26)), { within: '26h' }],
    [
      Control.freshWithin(Duration.hours(26), { from: CopyAge.BACKUP_CREATION }),
      { within: '26h', from: 'BACKUP_CREATION' },
    ],
  ],
  copiedAtLeast: [[Control.copiedAtLeast(2, { every: Duration.days(1) }), { copies: 2, every: '1d' }]],
  onSchedule: [
    [Control.onSchedule(), {}],
    [Control.onSchedule({ grace: Duration.hours(6) }), { grace: '6h' }],
  ],
  inDistinct: [
    [Control.inDistinct({ vaults: 3, includeSource: true }), { vaults: 3, includeSource: true }],
    [Control.inDistinct({ regions: 2, accounts: 1 }), { regions: 2, accounts: 1 }],
  ],
  covers: [
    [Control.covers(Expected.resources([table])), { resources: [table] }],
    [Control.covers(Expected.protectedResources()), { protectedResources: {} }],
    [
      Control.covers(Expected.protectedResources({ types: [ResourceType.RDS] })),
      { protectedResources: { types: ['RDS'] } },
    ],
  ],
  everyRecoveryPointCopied: [
    [Control.everyRecoveryPointCopied({ within: Duration.hours(12) }), { within: '12h' }],
    [
      Control.everyRecoveryPointCopied({ within: Duration.hours(12), completedWithin: Duration.days(14) }),
      { within: '12h', completedWithin: '14d' },
    ],
  ],
  minimumSuccessRate: [[Control.minimumSuccessRate(99.5), { percent: 99.5 }]],
  maximumFailures: [[Control.maximumFailures(0), { failures: 0 }]],
  minimumCopies: [[Control.minimumCopies(7), { copies: 7 }]],
  noMessageCategory: [[Control.noMessageCategory(['ACCESS_DENIED']), { categories: ['ACCESS_DENIED'] }]],
};

describe.each(CONTROLS)('$name', ({ name, options }) => {
  const declared = DECLARED[name];

  it('is rendered as a definition says it', () => {
    for (const [control, expected] of declared)
      expect(control._render()).toStrictEqual([{ control: name, ...expected }]);
  });

  it('has every one of its options in its factory', () => {
    const rendered = new Set(declared.flatMap(([, expected]) => Object.keys(expected)));
    expect([...rendered].sort()).toEqual(Object.keys(options).sort());
  });

  it('is accepted by the schema as it is rendered', () => {
    const controls = declared.flatMap(([control]) => control._render());
    expect(() => parseDefinition({ name: 'Offsite', controls })).not.toThrow();
  });
});

describe('every control', () => {
  it('has a factory', () => {
    expect(everyControlHasAFactory).toBe(true);
    expect(Object.keys(DECLARED).sort()).toEqual(CONTROLS.map(({ name }) => name).sort());
  });

  const narrowing = {
    id: 'offsite',
    severity: Severity.CRITICAL,
    filterSets: [new FilterSet('databases'), new FilterSet('volumes')],
    resourceTypes: [ResourceType.RDS, ResourceType.of('EKS')],
    resourceArns: ['*:db:prod-*'],
    taggedWith: { tier: 'gold' },
    allowEmpty: true,
  };
  const rendered = { ...narrowing, filterSets: ['databases', 'volumes'], resourceTypes: ['RDS', 'EKS'] };

  it.each<[ControlName, Control]>([
    ['completed', Control.completed(narrowing)],
    ['withoutIssues', Control.withoutIssues(narrowing)],
    ['finishesWithin', Control.finishesWithin(days, narrowing)],
    ['destinationVault', Control.destinationVault(['*'], narrowing)],
    ['crossRegion', Control.crossRegion(narrowing)],
    ['crossAccount', Control.crossAccount(narrowing)],
    ['logicallyAirGapped', Control.logicallyAirGapped(narrowing)],
    ['vaultLocked', Control.vaultLocked(narrowing)],
    ['encryptedWith', Control.encryptedWith(narrowing)],
    ['retainedFor', Control.retainedFor({ atLeast: days, ...narrowing })],
    ['coldStorage', Control.coldStorage({ after: days, ...narrowing })],
    ['createdByPlan', Control.createdByPlan(['*'], narrowing)],
    ['usesRole', Control.usesRole(['*'], narrowing)],
    ['notEmpty', Control.notEmpty(narrowing)],
    ['sizeWithin', Control.sizeWithin({ percent: 30, ...narrowing })],
    ['freshWithin', Control.freshWithin(days, narrowing)],
    ['copiedAtLeast', Control.copiedAtLeast(1, { every: days, ...narrowing })],
    ['onSchedule', Control.onSchedule(narrowing)],
    ['inDistinct', Control.inDistinct({ vaults: 2, ...narrowing })],
    ['covers', Control.covers(Expected.resources([table]), narrowing)],
    ['everyRecoveryPointCopied', Control.everyRecoveryPointCopied({ within: days, ...narrowing })],
    ['minimumSuccessRate', Control.minimumSuccessRate(99, narrowing)],
    ['maximumFailures', Control.maximumFailures(0, narrowing)],
    ['minimumCopies', Control.minimumCopies(1, narrowing)],
    ['noMessageCategory', Control.noMessageCategory(['ACCESS_DENIED'], narrowing)],
  ])('%s can be named, weighed and narrowed', (name, control) => {
    expect(control._render()).toMatchObject([{ control: name, ...rendered }]);
  });
});
