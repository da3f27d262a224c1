import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Explains to rule packs (cdk-nag) why a rule does not apply to a construct of this library, so that no app that uses it has to.
 * `Validations.acknowledge` takes no id with two `::` in it, as those of wildcards in ARNs have; the metadata is the same.
 */
export const acknowledge = (scope: IConstruct, rule: string, reason: string): void => {
  scope.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`annotation::${rule}`]: reason });
};

/** The same for a resource with a wildcard in a policy; a wildcard that nobody explained stays a finding. */
export const acknowledgeWildcard = (scope: IConstruct, resource: string, reason: string): void => {
  acknowledge(scope, `AwsSolutions-IAM5[Resource::${flat(Stack.of(scope).resolve(resource))}]`, reason);
};

// How cdk-nag writes a reference in the id of a finding.
const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const [[key, argument] = []] = Object.entries(value as object);
  if (key === 'Ref') return `<${flat(argument)}>`;
  if (key === 'Fn::GetAtt') return `<${(argument as readonly unknown[]).map(flat).join('.')}>`;
  if (key === 'Fn::Join') {
    const [delimiter, items] = argument as readonly [string, readonly unknown[]];
    return items.map(flat).join(delimiter);
  }
  return JSON.stringify(value);
};
