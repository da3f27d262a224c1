import type { Template } from 'aws-cdk-lib/assertions';
import { flat, resourcesOf } from './synth.js';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? (value as T[]) : [value as T]);

/** What roles of a template are allowed: by role and resource, the actions: `<PlanRole> on <Table.Arn>: dynamodb:GetItem, dynamodb:PutItem`. */
export const allowedIn = (template: Template): string[] => {
  const actions = new Map<string, Set<string>>();
  for (const [, { Type, Properties }] of resourcesOf(template)) {
    if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::IAM::ManagedPolicy') continue;
    const {
      Roles = [],
      Users = [],
      PolicyDocument,
    } = Properties as {
      readonly Roles?: readonly unknown[];
      readonly Users?: readonly unknown[];
      readonly PolicyDocument: { readonly Statement: readonly Statement[] };
    };
    for (const principal of [...Roles, ...Users]) {
      for (const { Effect, Action, Resource, Condition } of PolicyDocument.Statement) {
        for (const resource of listOf(Resource)) {
          const condition = Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`;
          const key = `${Effect === 'Allow' ? '' : `${Effect} `}${flat(principal)} on ${flat(resource)}${condition}`;
          actions.set(key, new Set([...(actions.get(key) ?? []), ...listOf(Action)]));
        }
      }
    }
  }
  return [...actions].map(([key, allowed]) => `${key}: ${[...allowed].sort().join(', ')}`).sort();
};
