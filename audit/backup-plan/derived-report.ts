import { accountOf, regionOf } from '../arn.js';
import type { DefinitionInput } from '../definition.js';
import { formatDuration } from '../duration.js';
import { DAY } from '../schema.js';
import { shorten } from '../shorten.js';
import type { AccountPlan, AccountRule, AccountVault } from './account-plan.js';
import { controlsOfCopy } from './controls.js';
import { freshnessOfRule } from './freshness.js';
import { copyName, planName, ruleName } from './names.js';

type FilterSet = NonNullable<DefinitionInput['filterSets']>[number];
type Declared = NonNullable<DefinitionInput['controls']>[number];

/** Something of a definition, and where it comes from. */
export interface Noted<T> {
  readonly value: T;
  readonly notes: readonly string[];
}

/** A report that asks of copies what a backup plan of an account promises. */
export interface DerivedReport {
  readonly notes: readonly string[];
  readonly definition: Pick<DefinitionInput, 'name' | 'description' | 'schedule'>;
  readonly filterSets: readonly Noted<FilterSet>[];
  readonly controls: readonly Noted<Declared>[];
}

export interface Surroundings {
  /** Vaults that somebody could look at, by their ARNs. */
  readonly vaults: ReadonlyMap<string, AccountVault>;
  /** Whether filter sets say in which Region they are read: where plans are of several. */
  readonly namesRegions: boolean;
  /** Names of reports that there are. */
  readonly taken: Set<string>;
}

interface Copy {
  readonly set: Noted<FilterSet>;
  readonly freshness: number | undefined;
  readonly controls: readonly Noted<Declared>[];
  readonly vault: AccountVault | undefined;
}

/** The report of a plan; none where no rule of it copies anything. */
export const reportOfPlan = (plan: AccountPlan, around: Surroundings): DerivedReport | undefined => {
  const copies = copiesOf(plan, around);
  if (copies.length === 0) return undefined;
  const { BackupPlanName, Rules } = plan.BackupPlan;
  const idle = Rules.filter(({ CopyActions }) => CopyActions.length === 0).map((rule) => rule.RuleName);
  const shortest = Math.min(...copies.map(({ freshness }) => freshness ?? Infinity));
  return {
    notes: [
      `The backup plan ${BackupPlanName} (${plan.BackupPlanId}) of ${accountOf(plan.BackupPlanArn) ?? 'this account'} in ${regionOf(plan.BackupPlanArn) ?? 'this Region'}.`,
      ...(idle.length === 0 ? [] : [`Rules of it that copy nothing: ${idle.join(', ')}.`]),
    ],
    definition: {
      name: reportName(BackupPlanName, around.taken),
      description: shorten(`What the backup plan ${BackupPlanName} promises of its copies.`, 1000),
      // As often as it takes to hear of a copy that is missing before the next one is due.
      schedule: shortest <= DAY ? 'rate(6 hours)' : 'rate(1 day)',
    },
    filterSets: copies.map(({ set }) => set),
    controls: [
      completed(copies),
      ...(copies.length === 1 ? copies.flatMap(overAll) : copies.flatMap(({ controls }) => controls)),
      ...ofVaults('vaultLocked', copies, ({ Locked }) => Locked === true, 'is locked'),
      ...ofVaults(
        'logicallyAirGapped',
        copies,
        ({ VaultType }) => VaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
        'is logically air-gapped',
      ),
    ],
  };
};

/** Controls of the only filter set that there is: they need not say which they mean. */
const overAll = ({ controls }: Copy): Noted<Declared>[] =>
  controls.map(({ value: { id: _id, filterSets: _filterSets, ...value }, notes }) => ({
    value: value as Declared,
    notes,
  }));

const copiesOf = (plan: AccountPlan, { vaults, namesRegions }: Surroundings): Copy[] => {
  const { BackupPlanName, Rules } = plan.BackupPlan;
  const name = planName(BackupPlanName);
  const taken = new Set<string>();
  const region = regionOf(plan.BackupPlanArn);
  return Rules.flatMap((rule) =>
    rule.CopyActions.map(({ DestinationBackupVaultArn: vaultArn, Lifecycle }): Copy => {
      const setName = copyName(ruleName(name, rule.RuleName), vaultArn.split(':').at(-1) ?? vaultArn, taken);
      const vault = vaults.get(vaultArn);
      const freshness = freshnessOfRule(timesOf(rule));
      const within = freshness === undefined ? undefined : formatDuration(freshness);
      const [deleteAfter, moveAfter] = [
        daysOf(Lifecycle.DeleteAfterDays),
        daysOf(Lifecycle.MoveToColdStorageAfterDays),
      ];
      return {
        set: {
          value: {
            name: setName,
            destinationVaultArn: vaultArn,
            backupPlanId: plan.BackupPlanId,
            backupRuleName: rule.RuleName,
            ...(namesRegions && region !== undefined ? { targets: [{ regions: [region] }] } : {}),
          },
          notes: [
            `Rule ${rule.RuleName}: ${scheduleWords(rule)}.`,
            ...(freshness === undefined
              ? ['How fresh its copies must be cannot be told from that: give it a freshWithin.']
              : []),
            ...(vault === undefined
              ? [
                  `Its vault could not be looked at${elsewhere(plan, vaultArn)}: if it has to be locked, add vaultLocked.`,
                ]
              : []),
          ],
        },
        freshness,
        controls: controlsOfCopy({
          name: setName,
          within,
          deleteAfter,
          moveToColdStorageAfter: moveAfter,
          archives: Lifecycle.OptInToArchiveForSupportedResources,
        }).map((value) => ({ value, notes: [WHY[value.control] ?? ''] })),
        vault,
      };
    }),
  );
};

const WHY: Readonly<Record<string, string>> = {
  freshWithin: 'The longest time between two of its schedule, and its windows.',
  retainedFor: 'DeleteAfterDays of the copy action.',
  coldStorage: 'MoveToColdStorageAfterDays of the copy action.',
};

// AWS fills it in where nobody gives one, and nobody would hear of a week without copies.
const DEFAULT_COMPLETION_WINDOW = 10_080;

const timesOf = (rule: AccountRule) => ({
  scheduleExpression: rule.ScheduleExpression,
  scheduleExpressionTimezone: rule.ScheduleExpressionTimezone,
  startWindowMinutes: rule.StartWindowMinutes,
  completionWindowMinutes:
    rule.CompletionWindowMinutes === DEFAULT_COMPLETION_WINDOW ? undefined : rule.CompletionWindowMinutes,
});

const scheduleWords = ({ ScheduleExpression, ScheduleExpressionTimezone, StartWindowMinutes }: AccountRule): string =>
  [
    ScheduleExpression ?? 'the usual schedule',
    ...(ScheduleExpressionTimezone === undefined ? [] : [ScheduleExpressionTimezone]),
    ...(StartWindowMinutes === undefined ? [] : [`begins within ${formatDuration(StartWindowMinutes * 60_000)}`]),
  ].join(', ');

const elsewhere = ({ BackupPlanArn }: AccountPlan, vaultArn: string): string => {
  const account = accountOf(vaultArn);
  return account === undefined || account === accountOf(BackupPlanArn) ? '' : `, it is in the account ${account}`;
};

const daysOf = (days: number | undefined): string | undefined =>
  days === undefined || days <= 0 ? undefined : `${days}d`;

// Whether there are copies at all is what freshWithin asks, where it is asked.
const completed = (copies: readonly Copy[]): Noted<Declared> => ({
  value: {
    control: 'completed',
    ...(copies.every(({ freshness }) => freshness !== undefined) ? { allowEmpty: true } : {}),
  },
  notes: ['No copy that was started failed.'],
});

const ofVaults = (
  control: 'vaultLocked' | 'logicallyAirGapped',
  copies: readonly Copy[],
  isSo: (vault: AccountVault) => boolean,
  words: string,
): Noted<Declared>[] => {
  const sets = copies.flatMap(({ vault, set }) => (vault !== undefined && isSo(vault) ? [set.value.name] : []));
  return sets.length === 0
    ? []
    : [
        {
          value: { control, ...(copies.length === 1 ? {} : { filterSets: sets }), allowEmpty: true },
          notes: [`The vault of these ${words} today.`],
        },
      ];
};

const LONGEST_NAME = 60;

const reportName = (plan: string, taken: Set<string>): string => {
  const whole =
    plan
      .replace(/[^A-Za-z0-9_-]/g, '-')
      .replace(/^[_-]+/, '')
      .slice(0, LONGEST_NAME) || 'Plan';
  let name = whole;
  for (let n = 2; taken.has(name); n += 1) name = `${whole}-${n}`;
  taken.add(name);
  return name;
};
