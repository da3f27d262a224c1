import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IBackupPlan } from 'aws-cdk-lib/aws-backup';
import { readPlan } from './read-plan.js';

// A definition takes 64 characters as the name of a filter set and as the id of a control, which begins with the control's name.
const LONGEST = 48;

/** What people call a plan: its name, where that is known at synth. */
export const nameOfPlan = (plan: IBackupPlan): string => {
  const { backupPlanName: name } = readPlan(plan);
  return shortened(readable(typeof name !== 'string' || Token.isUnresolved(name) ? plan.node.id : name), LONGEST);
};

/**
 * A name for what a rule copies to a vault, which stays the same whatever other rules and vaults there are: the history of
 * a filter set is kept under it. `taken` are those of the plan's other copies.
 */
export const copyName = (plan: string, rule: string, vaultArn: string, taken: Set<string>): string => {
  // Where nobody names a rule, the CDK does, and begins with the plan's id.
  const which = Token.isUnresolved(rule) ? plan : rule.startsWith(plan) ? rule : `${plan} ${rule}`;
  const whole = shortened(readable(`${which} to ${nameOfVault(vaultArn)}`), LONGEST);
  let name = whole;
  for (let n = 2; taken.has(name); n += 1) name = `${whole} ${n}`;
  taken.add(name);
  return name;
};

const nameOfVault = (arn: string): string => {
  const last = arn.split(':').at(-1) ?? arn;
  if (!Token.isUnresolved(last)) return last;
  const token = Tokenization.reverseString(arn).firstToken;
  if (!Reference.isReference(token)) return 'a vault';
  const { node } = token.target;
  return node.id === 'Resource' && node.scope !== undefined ? node.scope.node.id : node.id;
};

const readable = (text: string): string =>
  text.replace(/[^A-Za-z0-9 _.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'plan';

// What tells long names apart stands at their end: the rule, the vault.
const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest / 2 - 3)}...${text.slice(-longest / 2)}`;
