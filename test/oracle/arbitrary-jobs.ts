import fc from 'fast-check';
import { DAY, HOUR, LIMITS, ago, timeIn } from './arbitrary-time.js';
import { firingsOf } from './cron.js';
import type { Raw } from './job.js';
import {
  ACCOUNTS,
  TYPES,
  RESOURCES,
  VAULTS,
  SOURCES,
  CATEGORIES,
  KEYS,
  ROLES,
  PLANS,
  RULES,
  POINTS,
  BACKUPS,
  JOB_IDS,
  STATES,
} from './vocabulary.js';

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
export const field = <T>(value: fc.Arbitrary<T>, present = 12, absent = 1): fc.Arbitrary<T | null | '' | undefined> =>
  fc.oneof(
    { weight: present, arbitrary: value },
    { weight: absent, arbitrary: fc.constantFrom(undefined, null, '' as const) },
  );

export const anyOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

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
export const endOf = (created: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.tuple(anyOf([0, ...LIMITS.slice(0, 4)]), anyOf([0, 1, -1])).map(([limit, off]) => created + limit + off),
    fc.integer({ min: 0, max: 2 * DAY }).map((length) => created + length),
  );

export const state = fc.oneof(
  { weight: 4, arbitrary: fc.constant('COMPLETED') },
  { weight: 4, arbitrary: anyOf(STATES) },
);

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
