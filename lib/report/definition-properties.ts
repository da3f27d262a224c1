import { deflateRawSync } from 'node:zlib';
import { Lazy, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DEFINITION_VERSION } from '../../audit/definition.js';
import { DefinitionError } from '../../audit/errors.js';
import { shown } from '../../audit/schema.js';
import { VALUE } from '../../audit/definition-values.js';
import { LONGEST_PROPERTY, PROPERTIES } from '../../audit/wire.js';
import type { RenderedDefinition } from '../rendered-definition.js';

// As long as people read it in a template.
const READABLE = 16_000;

/** A definition as properties of the custom resource: JSON, packed where it is long. */
export const definitionProperties = (scope: Construct, definition: RenderedDefinition): Record<string, unknown> => {
  const versioned = { version: DEFINITION_VERSION, ...definition };
  const json = Stack.of(scope).toJsonString(versioned);
  // What only CloudFormation knows has a length of its own, which is not much longer than what stands for it.
  const length = JSON.stringify(versioned).length;
  if (length <= READABLE) return { [PROPERTIES.definition]: json };

  const packed = pack(versioned);
  const size = packed === undefined ? length : packed.definition.length;
  if (size > LONGEST_PROPERTY)
    throw new DefinitionError(
      [
        {
          path: '',
          message: `${size} characters ${packed === undefined ? 'that cannot be packed' : 'when packed'}, of which a custom resource can take ${LONGEST_PROPERTY}: declare fewer exemptions, or several reports`,
        },
      ],
      `The report ${shown(definition.name)}`,
    );
  if (packed === undefined) return { [PROPERTIES.definition]: json };
  return {
    [PROPERTIES.definition]: packed.definition,
    ...(packed.values.length === 0 ? {} : { [PROPERTIES.values]: packed.values }),
  };
};

/** The same of a definition that is not known before the app is synthesized. */
export const lateDefinitionProperties = (scope: Construct, render: () => RenderedDefinition): Record<string, unknown> =>
  Object.fromEntries(
    [PROPERTIES.definition, PROPERTIES.values].map((key) => [
      key,
      Lazy.any({ produce: () => definitionProperties(scope, render())[key] }),
    ]),
  );

interface Packed {
  readonly definition: string;
  readonly values: readonly string[];
}

/** Without the strings that only CloudFormation knows, which it puts into a list; nothing where others are unknown. */
const pack = (definition: unknown): Packed | undefined => {
  const values: string[] = [];
  let isKnown = true;
  const withoutTokens = (value: unknown): unknown => {
    if (typeof value === 'string') return Token.isUnresolved(value) ? { [VALUE]: values.push(value) - 1 } : value;
    // A number or a list would come as text.
    if (Token.isUnresolved(value)) isKnown = false;
    if (Array.isArray(value)) return value.map(withoutTokens);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutTokens(each)]));
  };
  const json = JSON.stringify(withoutTokens(definition));
  if (!isKnown) return undefined;
  return { definition: deflateRawSync(json, { level: 9 }).toString('base64'), values };
};
