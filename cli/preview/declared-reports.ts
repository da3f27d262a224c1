import { type Definition, parseDefinition } from '../../audit/definition.js';
import { PROPERTIES, RESOURCE_TYPE } from '../../audit/wire.js';
import { declaredBy } from '../../aws/definition-property.js';
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
      const values = Properties[PROPERTIES.values];
      const declared: unknown = JSON.parse(
        declaredBy({
          [PROPERTIES.definition]: intrinsics.text(Properties[PROPERTIES.definition]),
          [PROPERTIES.values]: Array.isArray(values) ? values.map((value) => intrinsics.text(value)) : [],
        }),
      );
      return [{ declared, definition: parseDefinition(declared) }];
    });
  });
