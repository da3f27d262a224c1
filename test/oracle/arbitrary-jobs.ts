import fc from 'fast-check';
import { DAY, HOUR, LIMITS, ago, timeIn } from './arbitrary-time.js';
import { firingsOf } from './cron.js';
import { time, type Raw } from './job.js';

export const ACCOUNTS = ['111111111111', '222222222222', '333333333333'] as const;
export const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1'] as const;
export const TYPES = ['EBS', 'RDS', 'S3', 'DynamoDB'] as const;
export const RESOURCES = [
  'arn:aws:ec2:eu-west-1:111111111111:volume/vol-1',
  'arn:aws:rds:eu-west-1:222222222222:db:orders',
  'arn:aws:s3:::bucket',
  'arn:aws:dynamodb:eu-west-1:111111111111:table/*?[x]',
] as const;
export const VAULTS = [
  'arn:aws:backup:eu-west-1:111111111111:backup-vault:main',
  'arn:aws:backup:us-east-1:111111111111:backup-vault:copies',
  'arn:aws:backup:us-east-1:222222222222:backup-vault:copies',
  'arn:aws:backup:eu-central-1:333333333333:backup-vault:gap',
  'arn:aws:backup:::backup-vault:nowhere',
  'arn:aws:backup:us-east-1::backup-vault:nobody',
  'no-arn',
] as const;
/** Source vaults of the accounts that have jobs. */
const SOURCES = [
  [VAULTS[0], VAULTS[1], VAULTS[4], VAULTS[6]],
  [VAULTS[2], 'arn:aws:backup:eu-west-1:222222222222:backup-vault:main', VAULTS[5], VAULTS[6]],
] as const;
export const CATEGORIES = [
  'SUCCESS',
  'success',
  'ACCESS_DENIED',
  'AccessDenied',
  'access-denied',
  'VSS_ERROR',
] as const;
export const KEYS = ['arn:aws:kms:us-east-1:111111111111:key/a', 'arn:aws:kms:us-east-1:222222222222:key/b'] as const;
export const ROLES = ['arn:aws:iam::111111111111:role/backup', 'arn:aws:iam::222222222222:role/other'] as const;
export const PLANS = ['plan-1', 'plan-2'] as const;
export const RULES = ['rule-1', 'rule-2'] as const;
export const POINTS = [1, 2, 3, 4, 5].map((n) => `arn:aws:ec2:eu-west-1::snapshot/snap-${n}`);
export const BACKUPS = [1, 2, 3, 4, 5].map((n) => `backup-${n}`);
export const JOB_IDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `job-${n}`);
export const STATES = ['COMPLETED', 'FAILED', 'PARTIAL', 'CREATED', 'RUNNING', 'PAUSED'] as const;

const CRONS = [
  'cron(0 5 ? * * *)',
  'cron(30 2 * * ? *)',
  '0 0/8 ? * MON-FRI *',
  'cron(15 1 ? * 1#1,2 *)',
  'cron(0 12 L * ? *)',
  'cron(0 5 * * * *)',
  'every day',
] as const;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Mars/Olympus'] as const;

/** A field in most of the ways in which it can be there or not. */
const field = <T>(value: fc.Arbitrary<T>, present = 12, absent = 1): fc.Arbitrary<T | null | '' | undefined> =>
  fc.oneof(
    { weight: present, arbitrary: value },
    { weight: absent, arbitrary: fc.constantFrom(undefined, null, '' as const) },
  );

const anyOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const cron = fc.oneof({ weight: 3, arbitrary: anyOf(CRONS.slice(0, 3)) }, anyOf(CRONS));
const zone = fc.oneof({ weight: 3, arbitrary: anyOf(ZONES.slice(0, 3)) }, anyOf(ZONES));

const createdBy = fc.record(
  {
    BackupPlanId: field(anyOf(PLANS)),
    BackupPlanArn: field(anyOf(PLANS).map((plan) => `arn:aws:backup:eu-west-1:111111111111:backup-plan:${plan}`)),
    BackupPlanName: field(anyOf(['nightly', 'weekly'])),
    BackupRuleId: field(anyOf(RULES)),
    BackupRuleName: field(anyOf(['to-us', 'to-gap'])),
    BackupRuleCron: field(cron),
    BackupRuleTimezone: field(zone, 2),
  },
  { requiredKeys: [] },
);

const lifecycle = fc.record(
  {
    MoveToColdStorageAfterDays: field(anyOf([-1, 0, 1, 7, 30])),
    DeleteAfterDays: field(anyOf([-1, 0, 1, 7, 30, 35, 36])),
    DeleteAfterEvent: field(fc.constant('DELETE_AFTER_COPY'), 1),
  },
  { requiredKeys: [] },
);

/** Ends on the edge of a limit after the beginning, or anywhere. */
const endOf = (created: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.tuple(anyOf([0, ...LIMITS.slice(0, 4)]), anyOf([0, 1, -1])).map(([limit, off]) => created + limit + off),
    fc.integer({ min: 0, max: 2 * DAY }).map((length) => created + length),
  );

const state = fc.oneof({ weight: 4, arbitrary: fc.constant('COMPLETED') }, { weight: 4, arbitrary: anyOf(STATES) });

/** Records of copy jobs as of a run: many share an id, a resource or a moment. */
export const jobAsOf = (asOf: number): fc.Arbitrary<Raw> =>
  fc.tuple(ago, fc.nat(JOB_IDS.length - 1), fc.nat(RESOURCES.length - 1)).chain(([age, number, resource]) =>
    fc.record(
      {
        CopyJobId: field(fc.constant(JOB_IDS[number]), 20),
        State: field(state, 20),
        CreationDate: field(timeIn(fc.constant(asOf - age))),
        CompletionDate: field(timeIn(endOf(asOf - age)), 8),
        ResourceArn: field(fc.constant(RESOURCES[resource])),
        ResourceType: field(fc.oneof({ weight: 6, arbitrary: fc.constant(TYPES[resource]) }, anyOf([...TYPES, 'FSx']))),
        // AWS does not move a job: where it is reported, all records of an id say the same.
        AccountId: field(fc.constant(ACCOUNTS[number % 2])),
        // A parent has the lower number: there are no circles.
        ParentJobId: number === 0 ? fc.constant(undefined) : field(anyOf(JOB_IDS.slice(0, number)), 1, 2),
        IsParent: fc.boolean(),
        BackupSizeInBytes: field(fc.oneof(anyOf([0, 0, 1, 90, 100, 101, 110, 111, 2 ** 48 + 1]), fc.nat(200))),
        MessageCategory: field(anyOf(CATEGORIES), 2),
        StatusMessage: field(anyOf(['Access denied', 'completed with issues']), 1),
        IamRoleArn: field(anyOf(ROLES)),
        CreatedBy: field(createdBy, 5),
        CreatedByBackupJobId: field(anyOf(BACKUPS), 2),
        SourceRecoveryPointArn: field(anyOf(POINTS), 8),
        SourceBackupVaultArn: field(fc.constant(SOURCES[number % 2]?.[Math.floor(number / 2) % 4])),
        DestinationBackupVaultArn: field(anyOf(VAULTS)),
        DestinationVaultType: field(anyOf(['BACKUP_VAULT', 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT'])),
        DestinationVaultLockState: field(anyOf(['LOCKED', 'UNLOCKED'])),
        DestinationEncryptionKeyArn: field(anyOf(KEYS)),
        DestinationRecoveryPointLifecycle: field(lifecycle),
      },
      { requiredKeys: ['CreationDate', 'CompletionDate'] },
    ),
  );

/** Schedules of rules with a zone each, all of them readable. */
const SCHEDULES = [
  { BackupRuleCron: 'cron(0 5 ? * * *)', BackupRuleTimezone: 'Etc/UTC' },
  { BackupRuleCron: 'cron(30 2 * * ? *)', BackupRuleTimezone: 'Europe/Berlin' },
  { BackupRuleCron: 'cron(30 1,2 * * ? *)', BackupRuleTimezone: 'America/New_York' },
  { BackupRuleCron: '0 0/8 ? * MON-FRI *' },
  { BackupRuleCron: 'cron(0 12 ? * * *)' },
] as const;

/** The last copies of one resource by one rule, as a plan makes them: most of them good and in time, at times one missing. */
export const seriesAsOf = (asOf: number): fc.Arbitrary<Raw[]> =>
  fc
    .record({
      template: jobAsOf(asOf),
      rule: anyOf(RULES),
      schedule: anyOf(SCHEDULES),
      copies: fc.array(
        fc.record({
          State: fc.oneof({ weight: 12, arbitrary: fc.constant('COMPLETED') }, state),
          late: anyOf([0, 0, 0, 0, 1, -1, 60_000, HOUR]),
          took: field(anyOf([0, 60_000, HOUR, 3 * HOUR]), 16),
          BackupSizeInBytes: field(fc.oneof(anyOf([0, 100, 100, 110, 111]), fc.integer({ min: 90, max: 120 })), 20),
          vault: fc.oneof({ weight: 9, arbitrary: fc.constant(VAULTS[1]) }, field(anyOf(VAULTS))),
        }),
        { minLength: 3, maxLength: 10, size: 'max' },
      ),
    })
    .map(({ template, rule, schedule, copies }) => {
      const { BackupRuleCron, BackupRuleTimezone = 'UTC' } = { BackupRuleTimezone: 'UTC', ...schedule };
      const fired = firingsOf(BackupRuleCron, BackupRuleTimezone, asOf - 14 * DAY, asOf) ?? [];
      return copies.slice(0, fired.length).map(({ late, took, vault, ...fields }, index) => {
        const created = (fired.at(-1 - index) ?? 0) + late;
        return {
          ...template,
          ...fields,
          CopyJobId: `series-${index}`,
          ParentJobId: null,
          CreatedBy: { BackupRuleId: rule, ...schedule },
          DestinationBackupVaultArn: vault,
          CreationDate: new Date(created),
          CompletionDate: typeof took === 'number' ? new Date(created + took) : took,
        };
      });
    });

/** Ages of backups: AWS lists no older ones, and none is from the future. */
const recent = fc
  .oneof(ago, { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 * DAY }) })
  .map((age) => Math.min(Math.max(age, 1), 29 * DAY));

/** Backup jobs, each with a recovery point of its own. */
export const backupsAsOf = (asOf: number): fc.Arbitrary<Raw[]> =>
  fc
    .tuple(
      ...POINTS.map((point, index) =>
        fc.record(
          {
            BackupJobId: field(fc.constant(BACKUPS[index])),
            RecoveryPointArn: field(
              anyOf([point, point, point, point, `arn:aws:rds:eu-west-1::snapshot:continuous:c-${index}`]),
            ),
            State: field(fc.oneof({ weight: 8, arbitrary: fc.constant('COMPLETED') }, anyOf(['RUNNING', 'FAILED']))),
            CreationDate: field(timeIn(recent.map((age) => asOf - age - HOUR))),
            CompletionDate: field(timeIn(recent.map((age) => asOf - age))),
            ResourceArn: field(anyOf(RESOURCES)),
            ResourceType: field(anyOf(TYPES)),
            ParentJobId: field(fc.constant('backup-0'), 1, 5),
          },
          {
            requiredKeys: [
              'RecoveryPointArn',
              'State',
              'CreationDate',
              'CompletionDate',
              'ResourceArn',
              'ResourceType',
            ],
          },
        ),
      ),
    )
    .chain((backups) => fc.oneof(fc.subarray(backups), fc.constant(backups)));

/** Copies of some backups, many of them complete on the edge of a limit after the backup was. */
export const copiesOf = (backups: readonly Raw[], asOf: number): fc.Arbitrary<Raw[]> =>
  fc
    .tuple(
      ...backups.map((backup, index) => {
        const backedUp = time(backup['CompletionDate']);
        if (backedUp === undefined) return fc.constant(undefined);
        const copy = fc
          .record({ template: jobAsOf(asOf), State: state, finished: endOf(backedUp) })
          .map(({ template, finished, ...fields }) => ({
            ...template,
            ...fields,
            CopyJobId: `copy-${index}`,
            ParentJobId: null,
            CreationDate: new Date(backedUp),
            CompletionDate: new Date(finished),
            SourceRecoveryPointArn: backup['RecoveryPointArn'],
          }));
        return fc.oneof(fc.constant(undefined), copy);
      }),
    )
    .map((copies) => copies.filter((copy) => copy !== undefined));

export const protectedResources: fc.Arbitrary<Raw[]> = fc
  .tuple(
    ...[...RESOURCES, 'arn:aws:dynamodb:eu-west-1:111111111111:table/forgotten'].map((arn, index) =>
      fc.record({
        ResourceArn: field(fc.constant(arn), 20),
        ResourceType: field(anyOf([TYPES[index % 4], TYPES[0]]), 6),
      }),
    ),
  )
  .chain((resources) => fc.subarray(resources));
