import type { Judges } from './control.js';

/** What a control judges, in words. */
export const JUDGED: Readonly<Record<Judges, string>> = {
  job: 'each copy job',
  resource: 'each resource',
  schedule: 'each resource, plan rule and destination vault',
  filterSet: 'the filter set as a whole',
  expectedResource: 'each expected resource, once a report',
  recoveryPoint: 'each recovery point, once a report',
};

/** What the reference reads of a JSON Schema. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

export const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** What an option may be, in words: `duration (26h)`, `list of texts`, `whole number from 1 to 1000`. */
export const typeWords = (schema: JsonSchema): string => {
  const { type, examples = [], items = {}, properties, additionalProperties } = schema;
  if (schema.enum !== undefined) return schema.enum.map(code).join(' or ');
  switch (type) {
    case 'string':
      return examples[0] === undefined ? 'text' : `${isTime(examples[0]) ? 'time' : 'duration'} (${code(examples[0])})`;
    case 'boolean':
      return `${code(true)} or ${code(false)}`;
    case 'integer':
      return `whole number${rangeWords(schema)}`;
    case 'number':
      return `number${rangeWords(schema)}`;
    case 'array':
      return items.type === 'string' && items.enum === undefined ? 'list of texts' : `list: ${typeWords(items)}`;
    case 'object':
      return properties === undefined && typeof additionalProperties === 'object'
        ? `names with ${typeWords(additionalProperties)}`
        : `object: ${propertyWords(properties ?? {})}`;
    default:
      return 'any value';
  }
};

const isTime = (example: string): boolean => /^\d{4}-/.test(example);

const propertyWords = (properties: Readonly<Record<string, JsonSchema>>): string =>
  Object.entries(properties)
    .map(([name, schema]) => `${code(name)} (${typeWords(schema)})`)
    .join(', ');

const rangeWords = ({ minimum, maximum }: JsonSchema): string => {
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (minimum !== undefined && most !== undefined) return ` from ${minimum} to ${most}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return most === undefined ? '' : ` of at most ${most}`;
};
