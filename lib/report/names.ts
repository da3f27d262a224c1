import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

// By stage: the same stacks are declared once for each, and deployed to accounts of their own.
const CLAIMED = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Answers who has a name already in the same account and Region of the app; the first who asks has it from then on. */
export const claim = (owner: IConstruct, ...name: readonly string[]): IConstruct | undefined => {
  if (name.some((part) => Token.isUnresolved(part))) return undefined;
  const stage = Stage.of(owner) ?? owner.node.root;
  const names = CLAIMED.get(stage) ?? new Map<string, IConstruct>();
  CLAIMED.set(stage, names);
  const { account, region } = Stack.of(owner);
  const key = JSON.stringify([account, region, ...name]);
  const holder = names.get(key);
  if (holder === undefined) names.set(key, owner);
  return holder;
};
