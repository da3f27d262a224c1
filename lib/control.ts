import type { Duration } from 'aws-cdk-lib';
import type { IBackupPlan } from 'aws-cdk-lib/aws-backup';
import type { ControlName, DeclaredOptions } from '../audit/controls/index.js';
import type { DefinitionInput } from '../audit/definition.js';
import type { ControlProps } from './control-props.js';
import type { Expected } from './expected.js';
import { given } from './given.js';
import type {
  CompletedProps,
  CrossRegionProps,
  CrossAccountProps,
  EncryptedWithProps,
  RetainedForProps,
  ColdStorageProps,
  CreatedByPlanProps,
} from './job-control-props.js';
import { controlsOf } from './plan/plan-controls.js';
import type { PlanControlProps } from './plan-control-props.js';
import type {
  SizeWithinProps,
  FreshWithinProps,
  CopiedAtLeastProps,
  OnScheduleProps,
  InDistinctProps,
  EveryRecoveryPointCopiedProps,
} from './resource-control-props.js';
import { written, writtenIfGiven } from './written-duration.js';

type Declared = NonNullable<DefinitionInput['controls']>[number];

/**
 * One compliance requirement. Each factory method is one control; every control can be narrowed, given another severity
 * and told from others of its name by its properties. docs/controls.md has the exact meaning of each.
 */
export class Control {
  /**
   * Every copy job that finished has copied everything: one that FAILED breaks it, and one that is PARTIAL unless allowed.
   *
   * @param props Whether PARTIAL is allowed; severity and narrowing.
   */
  public static completed(props: CompletedProps = {}): Control {
    return Control.named('completed', { allowPartial: props.allowPartial }, props);
  }

  /**
   * No COMPLETED copy job has a message that tells of a problem: what AWS Backup shows as "completed with issues".
   *
   * @param props Severity and narrowing.
   */
  public static withoutIssues(props: ControlProps = {}): Control {
    return Control.named('withoutIssues', {}, props);
  }

  /**
   * No copy job takes longer than a limit, from its creation to its completion; one that still waits or runs, to now.
   *
   * @param within The limit. AWS Backup retries a waiting copy for about two hours, so that less than three hours warn.
   * @param props Severity and narrowing.
   */
  public static finishesWithin(within: Duration, props: ControlProps = {}): Control {
    return Control.named('finishesWithin', { within: written(within) }, props);
  }

  /**
   * Every copy job goes to one of these vaults.
   *
   * @param vaults Patterns of vault ARNs, at least one: `*` stands for any run of characters, `?` for one.
   * @param props Severity and narrowing.
   */
  public static destinationVault(vaults: string[], props: ControlProps = {}): Control {
    return Control.named('destinationVault', { vaults }, props);
  }

  /**
   * Every copy job goes to another Region than its source's, and to one of the allowed Regions where those are given.
   *
   * @param props Which Regions are allowed; severity and narrowing.
   */
  public static crossRegion(props: CrossRegionProps = {}): Control {
    return Control.named('crossRegion', { allowed: props.allowed }, props);
  }

  /**
   * Every copy job goes to another account than its source's, and to one of the allowed accounts where those are given.
   *
   * @param props Which accounts are allowed; severity and narrowing.
   */
  public static crossAccount(props: CrossAccountProps = {}): Control {
    return Control.named('crossAccount', { allowed: props.allowed }, props);
  }

  /**
   * Every copy job goes to a logically air-gapped vault. Undetermined where AWS Backup does not tell the vault's type.
   *
   * @param props Severity and narrowing.
   */
  public static logicallyAirGapped(props: ControlProps = {}): Control {
    return Control.named('logicallyAirGapped', {}, props);
  }

  /**
   * Every copy lies in a locked vault, where nobody can delete it before its time. Undetermined where AWS Backup does not
   * tell.
   *
   * @param props Severity and narrowing.
   */
  public static vaultLocked(props: ControlProps = {}): Control {
    return Control.named('vaultLocked', {}, props);
  }

  /**
   * Every copy is encrypted, with one of these keys where they are given. Undetermined where AWS Backup does not tell the key.
   *
   * @param props Which keys; severity and narrowing.
   */
  public static encryptedWith(props: EncryptedWithProps = {}): Control {
    return Control.named('encryptedWith', { keys: props.keys }, props);
  }

  /**
   * Every copy is kept neither shorter nor longer than these limits. Undetermined where a copy keeps its source's expiry.
   *
   * @param props The limits, at least one; severity and narrowing.
   */
  public static retainedFor(props: RetainedForProps): Control {
    const { atLeast, atMost } = props;
    return Control.named('retainedFor', { atLeast: writtenIfGiven(atLeast), atMost: writtenIfGiven(atMost) }, props);
  }

  /**
   * Copies move to cold storage no sooner and no later than these limits.
   *
   * @param props The limits, at least one; severity and narrowing.
   */
  public static coldStorage(props: ColdStorageProps): Control {
    const { after, within } = props;
    return Control.named('coldStorage', { after: writtenIfGiven(after), within: writtenIfGiven(within) }, props);
  }

  /**
   * Every copy job was created by one of these backup plans, none on demand.
   *
   * @param plans Patterns of plan ids, ARNs or names, at least one: `*` stands for any run of characters, `?` for one.
   * @param props Which of their rules; severity and narrowing.
   */
  public static createdByPlan(plans: string[], props: CreatedByPlanProps = {}): Control {
    return Control.named('createdByPlan', { plans, rules: props.rules }, props);
  }

  /**
   * Every copy job was made with one of these roles.
   *
   * @param roles Patterns of role ARNs, at least one: `*` stands for any run of characters, `?` for one.
   * @param props Severity and narrowing.
   */
  public static usesRole(roles: string[], props: ControlProps = {}): Control {
    return Control.named('usesRole', { roles }, props);
  }

  /**
   * No good copy (a COMPLETED one) has a size of zero bytes. Types of which AWS Backup reports no meaningful size are left out
   * unless `resourceTypes` names them.
   *
   * @param props Severity and narrowing.
   */
  public static notEmpty(props: ControlProps = {}): Control {
    return Control.named('notEmpty', {}, props);
  }

  /**
   * The newest good copy of every resource is about as large as those before it: a database that lost its tables copies fine.
   * Types of which AWS Backup reports no meaningful size are left out unless `resourceTypes` names them.
   *
   * @param props How far it may be off; severity and narrowing.
   */
  public static sizeWithin(props: SizeWithinProps): Control {
    return Control.named('sizeWithin', { percent: props.percent, of: props.of }, props);
  }

  /**
   * Every resource has a good copy (a COMPLETED one) that is no older than a limit. A resource once seen stays judged after
   * AWS Backup has removed its copy jobs, until the report's `forgetResourcesAfter`.
   *
   * @param within The oldest that the newest good copy may be. For a daily copy: 26 hours.
   * @param props By which date the age is told; severity and narrowing.
   */
  public static freshWithin(within: Duration, props: FreshWithinProps = {}): Control {
    return Control.named('freshWithin', { within: written(within), from: props.from }, props);
  }

  /**
   * Every resource has this many good copies in each of the trailing periods of the filter set's window. Periods before its
   * first known copy job are not judged.
   *
   * @param copies How many good copies.
   * @param props The length of a period; severity and narrowing.
   */
  public static copiedAtLeast(copies: number, props: CopiedAtLeastProps): Control {
    return Control.named('copiedAtLeast', { copies, every: written(props.every) }, props);
  }

  /**
   * Every time that a backup plan's rule was due, its resources were copied to each of their vaults. The schedule is the one
   * that AWS Backup tells with the copy jobs.
   *
   * @param props How late a copy may be created; severity and narrowing.
   */
  public static onSchedule(props: OnScheduleProps = {}): Control {
    return Control.named('onSchedule', { grace: writtenIfGiven(props.grace) }, props);
  }

  /**
   * The good copies of every resource lie in this many different vaults, Regions or accounts.
   *
   * @param props How many of which, at least one; severity and narrowing.
   */
  public static inDistinct(props: InDistinctProps): Control {
    const { vaults, regions, accounts, includeSource } = props;
    return Control.named('inDistinct', { vaults, regions, accounts, includeSource }, props);
  }

  /**
   * Every resource that is expected to be copied has a good copy, whether or not a copy job of it was ever seen. Judged once
   * a report, over all that its filter sets read.
   *
   * @param expected What is expected: listed resources, or all that AWS Backup protects.
   * @param props Severity and narrowing.
   */
  public static covers(expected: Expected, props: ControlProps = {}): Control {
    return Control.named('covers', expected._render(), props);
  }

  /**
   * Every recovery point that a backup job made was copied in time. The auditor reads AWS Backup's backup jobs for it, which
   * takes `backup:ListBackupJobs`. Judged once a report, over all that its filter sets read.
   *
   * @param props How soon, and how far back; severity and narrowing.
   */
  public static everyRecoveryPointCopied(props: EveryRecoveryPointCopiedProps): Control {
    const { within, completedWithin } = props;
    const options = { within: written(within), completedWithin: writtenIfGiven(completedWithin) };
    return Control.named('everyRecoveryPointCopied', options, props);
  }

  /**
   * Of the copy jobs of a filter set that finished, at least this percentage is COMPLETED. Compared exactly, never rounded.
   *
   * @param percent From 0 to 100.
   * @param props Severity and narrowing.
   */
  public static minimumSuccessRate(percent: number, props: ControlProps = {}): Control {
    return Control.named('minimumSuccessRate', { percent }, props);
  }

  /**
   * No more copy jobs of a filter set than this FAILED.
   *
   * @param failures How many may fail; 0 for none.
   * @param props Severity and narrowing.
   */
  public static maximumFailures(failures: number, props: ControlProps = {}): Control {
    return Control.named('maximumFailures', { failures }, props);
  }

  /**
   * At least this many copy jobs of a filter set are COMPLETED.
   *
   * @param copies How many.
   * @param props Severity and narrowing.
   */
  public static minimumCopies(copies: number, props: ControlProps = {}): Control {
    return Control.named('minimumCopies', { copies }, props);
  }

  /**
   * No copy job has one of these message categories, such as `AccessDenied`; case, `_` and `-` do not count.
   *
   * @param categories The categories, at least one.
   * @param props Severity and narrowing.
   */
  public static noMessageCategory(categories: string[], props: ControlProps = {}): Control {
    return Control.named('noMessageCategory', { categories }, props);
  }

  /**
   * What a backup plan of this app promises of its copies, so that nothing of it is written twice. Judged over the filter sets
   * of `FilterSet.forPlan(plan)`, which the report has to have as well, it stands for these controls of each copy action:
   *
   * - `freshWithin`: the longest time between two firings of the rule's schedule, plus its start window (8 hours where it has
   *   none), its completion window where it has one, and an hour where its time zone is not UTC, for the day on which the
   *   clock is put back. Of a daily rule without windows 32 hours.
   * - `retainedFor`, neither shorter nor longer, where the copy action says when a copy is deleted.
   * - `coldStorage`, neither sooner nor later, where the copy action says when a copy is moved: of types that AWS Backup moves.
   *
   * Each has the id `<control> <filter set>`. Rules that are added to the plan later count too. Of a rule that runs less often
   * than every three months say a longer `forgetResourcesAfter` of the report, lest its resources are forgotten between two copies.
   *
   * @param plan The plan. It throws for an imported one, whose rules are not known.
   * @param props Another freshness; severity.
   */
  public static fromPlan(plan: IBackupPlan, props: PlanControlProps = {}): Control {
    controlsOf(plan, props);
    return new Control(() => controlsOf(plan, props), plan);
  }

  private static named<N extends ControlName>(name: N, options: DeclaredOptions<N>, props: ControlProps): Control {
    // Filter sets of a plan have the names of what it copies in the end.
    return new Control(() => [{ control: name, ...given(options), ...narrowed(props) }]);
  }

  private constructor(
    private readonly declare: () => Declared[],
    private readonly plan?: IBackupPlan,
  ) {}

  /**
   * Several, or none yet, where it is a plan's.
   *
   * @internal
   */
  public _render(): Declared[] {
    return this.declare();
  }

  /**
   * The plan that it is derived from.
   *
   * @internal
   */
  public get _plan(): IBackupPlan | undefined {
    return this.plan;
  }
}

const narrowed = (props: ControlProps) =>
  given({
    id: props.id,
    severity: props.severity,
    filterSets: props.filterSets?.flatMap((set) => set._render().map(({ name }) => name)),
    resourceTypes: props.resourceTypes?.map(({ name }) => name),
    resourceArns: props.resourceArns,
    taggedWith: props.taggedWith,
    allowEmpty: props.allowEmpty,
  });
