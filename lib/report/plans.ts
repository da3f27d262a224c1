import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IBackupPlan } from 'aws-cdk-lib/aws-backup';
import type { IConstruct } from 'constructs';
import { checkCopies } from '../plan/plan-copies.js';
import type { RenderedDefinition } from '../rendered-definition.js';
import type { ReportDefinitionProps } from '../report-definition-props.js';

/** The backup plans from which a report's filter sets and controls are derived. */
export const plansOf = ({ filterSets = [], controls = [] }: ReportDefinitionProps): IBackupPlan[] => [
  ...new Set([...filterSets, ...controls].flatMap(({ _plan: plan }) => (plan === undefined ? [] : [plan]))),
];

/** A definition as far as it is known while its plans still grow: the controls of one that copies nothing yet are to come. */
export const soFar = ({ controls = [], ...definition }: RenderedDefinition): RenderedDefinition =>
  controls.length === 0 ? definition : { ...definition, controls };

/** Does something when the app has been declared, and its plans are what they will be; throws where one copies nothing. */
export const whenPlansStand = (scope: IConstruct, plans: readonly IBackupPlan[], settle: () => void): void =>
  Aspects.of(scope).add(
    {
      visit: (node) => {
        if (node !== scope) return;
        plans.forEach(checkCopies);
        settle();
      },
    },
    // After aspects that change plans.
    { priority: AspectPriority.READONLY },
  );
