import { basename } from 'node:path';
import type { SynthesizedStack } from './assembly.js';
import { Intrinsics } from './intrinsics.js';

/** A function of the app, as it would be deployed. */
export interface DeployedFunction {
  readonly arn: string;
  /** The folder of its code. */
  readonly folder: string;
  /** `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The functions of stacks that have their code in the assembly. */
export const functionsOf = (stacks: readonly SynthesizedStack[]): DeployedFunction[] =>
  stacks.flatMap((stack) => {
    const intrinsics = new Intrinsics(stack);
    return Object.entries(stack.resources).flatMap(([id, { Type, Properties }]) => {
      const { S3Key = '' } = (Properties['Code'] ?? {}) as { readonly S3Key?: unknown };
      const folder = stack.assets.get(basename(intrinsics.text(S3Key), '.zip'));
      if (Type !== 'AWS::Lambda::Function' || folder === undefined) return [];
      const { Variables = {} } = (Properties['Environment'] ?? {}) as { readonly Variables?: object };
      return [
        {
          arn: intrinsics.arnOf(id),
          folder,
          handler: String(Properties['Handler']),
          environment: Object.fromEntries(
            Object.entries(Variables).map(([name, value]) => [name, intrinsics.text(value)]),
          ),
        },
      ];
    });
  });
