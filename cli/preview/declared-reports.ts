import { type Definition, parseDefinition } from '../../audit/definition.js';
import { PROPERTIES, RESOURCE_TYPE } from '../../audit/wire.js';
import type { SynthesizedStack } from './assembly.js';
import { Intrinsics } from './intrinsics.js';

export interface DeclaredReport {
  readonly declared: unknown;
  readonly definition: Definition;
}

/** The reports that stacks declare, with the names of this preview in place of those that only a deployment knows. */
export const declaredReports = (stacks: readonly SynthesizedStack[]): DeclaredReport[] =>
  stacks.flatMap((stack) => {
    const intrinsics = new Intrinsics(stack);
    return Object.values(stack.resources).flatMap(({ Type, Properties }) => {
      if (Type !== RESOURCE_TYPE) return [];
      const declared: unknown = JSON.parse(intrinsics.text(Properties[PROPERTIES.definition]));
      return [{ declared, definition: parseDefinition(declared) }];
    });
  });
