import { TABLE } from '../../audit/record/keys.js';

/** What has to be so for a write to happen. */
export type Condition =
  /** There is no such item, or only one that is expired. */
  | 'ABSENT'
  /** The item still has these values; `undefined` is an attribute that is not there. */
  | { readonly still: Readonly<Record<string, unknown>> }
  /** An expression of DynamoDB's. */
  | { readonly expression: string; readonly values: Readonly<Record<string, unknown>> };

export interface ConditionInput {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

export const conditionInput = (condition: Condition | undefined, now: number): ConditionInput => {
  if (condition === undefined) return {};
  if (condition === 'ABSENT')
    return {
      ConditionExpression: 'attribute_not_exists(#pk) OR #expires <= :now',
      ExpressionAttributeNames: { '#pk': TABLE.partition, '#expires': TABLE.expires },
      ExpressionAttributeValues: { ':now': now },
    };
  if ('expression' in condition)
    return {
      ConditionExpression: condition.expression,
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(condition.values).map(([name, value]) => [`:${name}`, value]),
      ),
    };
  return still(Object.entries(condition.still));
};

const still = (attributes: readonly (readonly [string, unknown])[]): ConditionInput => {
  const values = attributes.flatMap(([, value], n) => (value === undefined ? [] : [[`:v${n}`, value] as const]));
  return {
    ConditionExpression: attributes
      .map(([, value], n) => (value === undefined ? `attribute_not_exists(#n${n})` : `#n${n} = :v${n}`))
      .join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], n) => [`#n${n}`, name])),
    // DynamoDB refuses an empty map.
    ...(values.length === 0 ? {} : { ExpressionAttributeValues: Object.fromEntries(values) }),
  };
};
