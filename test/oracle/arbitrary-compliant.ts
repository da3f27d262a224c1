import fc from 'fast-check';
import { KEYS, RESOURCES, ROLES, TYPES, VAULTS } from './vocabulary.js';
import { FILTER_SET_CONTROLS } from './filter-set-controls.js';
import { idOf, type Declared, type Input } from './input.js';
import type { Raw } from './job.js';
import { judge } from './oracle.js';

const MINUTE = 60_000;

/** A copy made just now that has nothing to hide. */
const compliantJob = (asOf: number): fc.Arbitrary<Raw> =>
  fc
    .record({
      resource: fc.nat(RESOURCES.length - 1),
      DestinationBackupVaultArn: fc.constantFrom(...VAULTS.slice(1, 4)),
      DestinationEncryptionKeyArn: fc.constantFrom(...KEYS),
      IamRoleArn: fc.constantFrom(...ROLES),
      lifecycle: fc.constantFrom({ DeleteAfterDays: 7, MoveToColdStorageAfterDays: 1 }, { DeleteAfterDays: 36 }),
    })
    .map(({ resource, lifecycle, ...fields }) => ({
      CopyJobId: 'compliant',
      State: 'COMPLETED',
      MessageCategory: 'SUCCESS',
      CreationDate: new Date(asOf - 10 * MINUTE),
      CompletionDate: new Date(asOf - 5 * MINUTE),
      ResourceArn: RESOURCES[resource],
      ResourceType: TYPES[resource],
      AccountId: '111111111111',
      BackupSizeInBytes: 100,
      SourceBackupVaultArn: VAULTS[0],
      SourceRecoveryPointArn: 'arn:aws:ec2:eu-west-1::snapshot/snap-of-its-own',
      DestinationVaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
      DestinationVaultLockState: 'LOCKED',
      DestinationRecoveryPointLifecycle: lifecycle,
      CreatedBy: { BackupPlanId: 'plan-1', BackupRuleId: 'rule-1' },
      ...fields,
    }));

/**
 * Of these one more copy asks more: it may begin a period or be the only one of its resource, it shows a schedule, it is the
 * newest size, and how old what it holds is depends on a backup job.
 */
const asksMore = ({ control, from }: Declared): boolean =>
  ['copiedAtLeast', 'inDistinct', 'onSchedule', 'sizeWithin'].includes(control) || from === 'BACKUP_CREATION';

const withControls = (input: Input, controls: readonly Declared[]): Input => ({
  ...input,
  definition: { ...input.definition, controls: controls as unknown as Input['definition']['controls'] },
});

const adding = (input: Input, job: Raw, isAlone: boolean): Input => ({
  ...input,
  remembered: isAlone ? [] : input.remembered,
  units: input.units.map((unit, index) => {
    const isFirst = input.units.findIndex(({ filterSet }) => filterSet === unit.filterSet) === index;
    return { ...unit, jobs: [...(isAlone ? [] : unit.jobs), ...(isFirst ? [job] : [])] };
  }),
});

/** An input and the same with a job more, under those of its controls that the job itself meets. */
export const withCompliantJob = (input: Input): fc.Arbitrary<{ readonly without: Input; readonly with: Input }> =>
  compliantJob(input.asOf).map((job) => {
    const refused = new Set(
      judge(adding(input, job, true))
        .findings.filter(({ subject }) => ['job', 'resource'].includes(subject.type))
        .map(({ controlId }) => controlId),
    );
    // A filter set that matched nothing is asked for no rate and no number; with the first job it is.
    const isEmpty = judge(input).filterSets.some(({ jobs }) => jobs === 0);
    const controls = (input.definition.controls as readonly Declared[]).filter(
      (control) =>
        !refused.has(idOf(control)) && !asksMore(control) && !(isEmpty && control.control in FILTER_SET_CONTROLS),
    );
    const without = withControls(input, controls);
    return { without, with: adding(without, job, false) };
  });
