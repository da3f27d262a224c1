import type { Template } from 'aws-cdk-lib/assertions';
import { flat, resourcesOf } from './synth.js';

export interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Retry?: readonly unknown[];
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly Next: string;
    readonly ResultPath?: null;
  }[];
  readonly ItemProcessor?: Machine;
  readonly [property: string]: unknown;
}

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** The definition of the state machine that makes runs, with ARNs as CloudFormation would fill them in. */
export const runMachineIn = (template: Template): Machine => {
  const definitions = resourcesOf(template)
    .filter(([id, { Type }]) => Type === 'AWS::StepFunctions::StateMachine' && !id.includes('waiter'))
    .map(([, { Properties }]) => flat(Properties['DefinitionString']));
  const [definition, ...others] = definitions;
  if (definition === undefined || others.length > 0) throw new Error(`There are ${definitions.length} state machines`);
  return JSON.parse(definition.replaceAll('<AWS::Partition>', 'aws')) as Machine;
};
