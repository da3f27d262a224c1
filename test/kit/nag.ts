import { type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

const findingsOf = (pack: AwsSolutionsChecks, stack: Stack): string[] =>
  pack
    .validateScope(stack)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName}: ${constructPath ?? ''}`),
    );

/** What cdk-nag's AwsSolutions pack finds in a stack: `rule: path of the construct`. */
export const nagFindingsOf = (stack: Stack): string[] => findingsOf(new AwsSolutionsChecks(), stack);

/** The same, whatever was explained. */
export const unexcusedFindingsOf = (stack: Stack): string[] =>
  findingsOf(Object.assign(new AwsSolutionsChecks(), { isAcknowledged: () => false }), stack);

/** What constructs of a stack explain, once for each construct: `rule: reason`. */
export const explanationsOf = (stack: Stack): string[] =>
  stack.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([rule, reason]) => `${rule.replace(/^annotation::/, '')}: ${reason}`),
  );
