import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IBackupPlan } from 'aws-cdk-lib/aws-backup';
import * as names from '../../audit/backup-plan/names.js';
import { readPlan } from './read-plan.js';

/** What people call a plan: its name, where that is known at synth. */
export const nameOfPlan = (plan: IBackupPlan): string => {
  const { backupPlanName: name } = readPlan(plan);
  return names.planName(typeof name !== 'string' || Token.isUnresolved(name) ? plan.node.id : name);
};

/** A name for what a rule copies to a vault. `taken` are those of the plan's other copies. */
export const copyName = (plan: string, rule: string, vaultArn: string, taken: Set<string>): string =>
  names.copyName(Token.isUnresolved(rule) ? plan : names.ruleName(plan, rule), nameOfVault(vaultArn), taken);

const nameOfVault = (arn: string): string => {
  const last = arn.split(':').at(-1) ?? arn;
  if (!Token.isUnresolved(last)) return last;
  const token = Tokenization.reverseString(arn).firstToken;
  if (!Reference.isReference(token)) return 'a vault';
  const { node } = token.target;
  return node.id === 'Resource' && node.scope !== undefined ? node.scope.node.id : node.id;
};
