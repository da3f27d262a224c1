import { CfnBackupPlan, type IBackupPlan } from 'aws-cdk-lib/aws-backup';
import { DefinitionError } from '../../audit/errors.js';
import { shown } from '../../audit/schema.js';
import { opened } from './opened.js';

/** What a plan says now: rules can be added until the app is synthesized. Throws where it is not of this app. */
export const readPlan = (plan: IBackupPlan): CfnBackupPlan.BackupPlanResourceTypeProperty => {
  const resource = plan.node.defaultChild;
  if (CfnBackupPlan.isCfnBackupPlan(resource)) return opened(plan, resource.backupPlan);
  return refuse(
    plan,
    'it is imported, so that its rules are not known here: derive from it in the app that declares it, or declare filter sets and controls',
  );
};

export const refuse = (plan: IBackupPlan, message: string): never => {
  throw new DefinitionError([{ path: '', message }], `The backup plan ${shown(plan.node.path)}`);
};
