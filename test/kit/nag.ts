import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, type NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';

const packs = (): NagPack[] => [new AwsSolutionsChecks(), new NIST80053R5Checks(), new HIPAASecurityChecks()];

const findingsOf = (root: IConstruct, checks: readonly NagPack[]): string[] =>
  checks.flatMap((pack) =>
    pack
      .validateScope(root)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName}: ${constructPath ?? ''}`),
      ),
  );

/** What cdk-nag's packs AwsSolutions, NIST 800-53 R5 and HIPAA find in an app or a stack: `rule: path of the construct`. */
export const nagFindingsOf = (root: IConstruct): string[] => findingsOf(root, packs());

/** The same, whatever was explained. */
export const unexcusedFindingsOf = (root: IConstruct): string[] =>
  findingsOf(
    root,
    packs().map((pack) => Object.assign(pack, { isAcknowledged: () => false })),
  );

export interface Explanation {
  readonly path: string;
  readonly rule: string;
  readonly reason: string;
}

/** What constructs explain, each where it is said. */
export const explanationsOf = (root: IConstruct): Explanation[] =>
  root.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([rule, reason]) => ({ path: node.path, rule: rule.replace(/^annotation::/i, ''), reason })),
  );
