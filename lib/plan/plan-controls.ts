import { Token, Tokenization } from 'aws-cdk-lib';
import type { IBackupPlan } from 'aws-cdk-lib/aws-backup';
import { controlsOfCopy } from '../../audit/backup-plan/controls.js';
import type { DefinitionInput } from '../../audit/definition.js';
import type { PlanControlProps } from '../plan-control-props.js';
import { writtenIfGiven } from '../written-duration.js';
import { freshnessOf } from './freshness.js';
import { copiesOf } from './plan-copies.js';

type Declared = NonNullable<DefinitionInput['controls']>[number];

/** What a plan says of its copies, as controls over the filter sets that are derived from it. */
export const controlsOf = (plan: IBackupPlan, { freshWithin, severity }: PlanControlProps): Declared[] =>
  copiesOf(plan).flatMap(({ name, rule, lifecycle }) =>
    controlsOfCopy(
      {
        name,
        within: writtenIfGiven(freshWithin) ?? freshnessOf(plan, rule),
        // None where the plan does not say it: such a copy goes when its source does.
        deleteAfter: daysOf(lifecycle.deleteAfterDays),
        moveToColdStorageAfter: daysOf(lifecycle.moveToColdStorageAfterDays),
        archives: lifecycle.optInToArchiveForSupportedResources === true,
      },
      severity,
    ),
  );

/** As a definition writes it; -1 is "always". */
const daysOf = (days: unknown): string | undefined => {
  if (Tokenization.isResolvable(days) || Token.isUnresolved(days)) return `${Token.asString(days)}d`;
  return typeof days === 'number' && days > 0 ? `${days}d` : undefined;
};
