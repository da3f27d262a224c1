import type { IBackupPlan } from 'aws-cdk-lib/aws-backup';
import { DefinitionError } from '../audit/errors.js';
import type { DefinitionInput } from '../audit/definition.js';
import { shown } from '../audit/schema.js';
import { given } from './given.js';
import type { FilterSetProps } from './filter-set-props.js';
import { nameOfPlan } from './plan/names.js';
import { copiesOf } from './plan/plan-copies.js';
import { writtenIfGiven } from './written-duration.js';

type Declared = NonNullable<DefinitionInput['filterSets']>[number];

/**
 * A named set of the filters that AWS Backup's `ListCopyJobs` knows: what a report reads. Without any filter it is every
 * copy job that the auditor's account and Region have created in the last 30 days.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html
 */
export class FilterSet {
  /**
   * What a backup plan of this app copies: for each copy action of its rules a filter set of the copy jobs that the rule
   * starts to the action's vault, with the name `<plan> <rule> to <vault>`. Rules that are added to the plan later count
   * too. Copies that somebody starts by hand, and those of other plans to the same vault, are not among them.
   *
   * Its name is the plan's, and controls that are narrowed to it are judged over each of its filter sets. It throws for an
   * imported plan, whose rules are not known; changes of raw properties (`addPropertyOverride`) are not seen.
   *
   * @param plan The plan. It copies something: at least one rule has `copyActions`.
   * @param props What is read besides, and where. Of no use are `destinationVault`, `destinationVaultArn`, `backupPlanId` and
   * `backupRuleName`: the plan says them.
   */
  public static forPlan(plan: IBackupPlan, props: FilterSetProps = {}): FilterSet {
    const name = nameOfPlan(plan);
    const said = SAID_BY_PLAN.find((key) => props[key] !== undefined);
    if (said !== undefined)
      throw new DefinitionError(
        [{ path: said, message: 'cannot be given: the backup plan says it' }],
        `The filter set ${shown(name)}`,
      );
    const set = new FilterSet(name, props);
    set.plan = plan;
    return set;
  }

  /** The name, by which findings and controls refer to it. */
  public readonly name: string;

  private readonly declared: Declared;
  private plan: IBackupPlan | undefined;

  /**
   * @param name Tells it from the report's other filter sets: 1 to 64 letters, digits, spaces, dots, dashes or underscores.
   * @param props What is read, and where.
   */
  constructor(name: string, props: FilterSetProps = {}) {
    this.name = name;
    this.declared = {
      name,
      ...given({
        accountId: props.accountId,
        completedAfter: props.completedAfter,
        completedBefore: props.completedBefore,
        createdAfter: props.createdAfter,
        createdBefore: props.createdBefore,
        destinationVaultArn: destinationOf(name, props),
        messageCategory: props.messageCategory,
        parentJobId: props.parentJobId,
        resourceArn: props.resourceArn,
        resourceType: props.resourceType?.name,
        sourceRecoveryPointArn: props.sourceRecoveryPointArn,
        state: props.state,
        taggedWith: props.taggedWith,
        createdWithin: writtenIfGiven(props.createdWithin),
        completedWithin: writtenIfGiven(props.completedWithin),
        pageSize: props.pageSize,
        maxItems: props.maxItems,
        startingToken: props.startingToken,
        backupPlanId: props.backupPlanId,
        backupRuleName: props.backupRuleName,
        targets: props.targets?.map((target) => target._render()),
      }),
    };
  }

  /**
   * Several where it is a plan's; itself where the plan copies nothing yet.
   *
   * @internal
   */
  public _render(): Declared[] {
    const copies = this.plan === undefined ? [] : copiesOf(this.plan);
    if (copies.length === 0) return [this.declared];
    return copies.map(({ name, vaultArn, planId, ruleName }) => ({
      ...this.declared,
      name,
      destinationVaultArn: vaultArn,
      backupPlanId: planId,
      backupRuleName: ruleName,
    }));
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

const SAID_BY_PLAN = ['destinationVault', 'destinationVaultArn', 'backupPlanId', 'backupRuleName'] as const;

const destinationOf = (name: string, { destinationVault, destinationVaultArn }: FilterSetProps): string | undefined => {
  if (destinationVault !== undefined && destinationVaultArn !== undefined)
    throw new DefinitionError(
      [{ path: 'destinationVaultArn', message: 'cannot be given together with destinationVault: give one' }],
      `The filter set ${shown(name)}`,
    );
  return destinationVault?.backupVaultArn ?? destinationVaultArn;
};
