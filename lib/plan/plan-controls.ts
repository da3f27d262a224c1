import { Token, Tokenization } from 'aws-cdk-lib';
import type { CfnBackupPlan, IBackupPlan } from 'aws-cdk-lib/aws-backup';
import type { ControlName, DeclaredOptions } from '../../audit/controls/index.js';
import type { DefinitionInput } from '../../audit/definition.js';
import { given } from '../given.js';
import type { PlanControlProps } from '../plan-control-props.js';
import { ResourceType } from '../resource-type.js';
import { writtenIfGiven } from '../written-duration.js';
import { freshnessOf } from './freshness.js';
import { type PlanCopy, copiesOf } from './plan-copies.js';

type Declared = NonNullable<DefinitionInput['controls']>[number];
type Lifecycle = CfnBackupPlan.LifecycleResourceTypeProperty;

// https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
const MOVED_TO_COLD_STORAGE = [
  ResourceType.DYNAMODB,
  ResourceType.EFS,
  ResourceType.SAP_HANA_ON_AMAZON_EC2,
  ResourceType.TIMESTREAM,
  ResourceType.VIRTUAL_MACHINE,
];

// Whether there are copies at all is what freshWithin asks.
const ALLOW_EMPTY = { allowEmpty: true };

/** What a plan says of its copies, as controls over the filter sets that are derived from it. */
export const controlsOf = (plan: IBackupPlan, props: PlanControlProps): Declared[] =>
  copiesOf(plan).flatMap((copy) => [
    freshness(plan, copy, props),
    ...retention(copy, props),
    ...coldStorage(copy, props),
  ]);

const freshness = (
  plan: IBackupPlan,
  { name, rule }: PlanCopy,
  { freshWithin, severity }: PlanControlProps,
): Declared => named('freshWithin', name, severity, { within: writtenIfGiven(freshWithin) ?? freshnessOf(plan, rule) });

/** None where the plan does not say it: such a copy goes when its source does. */
const retention = ({ name, lifecycle }: PlanCopy, { severity }: PlanControlProps): Declared[] => {
  const days = daysOf(lifecycle.deleteAfterDays);
  return days === undefined
    ? []
    : [{ ...named('retainedFor', name, severity, { atLeast: days, atMost: days }), ...ALLOW_EMPTY }];
};

const coldStorage = ({ name, lifecycle }: PlanCopy, { severity }: PlanControlProps): Declared[] => {
  const days = daysOf(lifecycle.moveToColdStorageAfterDays);
  if (days === undefined) return [];
  // AWS Backup ignores the setting of other types.
  const resourceTypes = movedTypes(lifecycle).map((type) => type.name);
  return [{ ...named('coldStorage', name, severity, { after: days, within: days }), resourceTypes, ...ALLOW_EMPTY }];
};

const movedTypes = ({ optInToArchiveForSupportedResources: archives }: Lifecycle): ResourceType[] =>
  archives === true ? [...MOVED_TO_COLD_STORAGE, ResourceType.EBS] : MOVED_TO_COLD_STORAGE;

const named = <N extends ControlName>(
  control: N,
  set: string,
  severity: PlanControlProps['severity'],
  options: DeclaredOptions<N>,
): Declared => ({ control, ...options, id: `${control} ${set}`, filterSets: [set], ...given({ severity }) });

/** As a definition writes it; -1 is "always". */
const daysOf = (days: unknown): string | undefined => {
  if (Tokenization.isResolvable(days) || Token.isUnresolved(days)) return `${Token.asString(days)}d`;
  return typeof days === 'number' && days > 0 ? `${days}d` : undefined;
};
