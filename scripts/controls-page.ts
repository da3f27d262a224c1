import { CONTROLS } from '../audit/controls/index.js';
import type { Control } from '../audit/control.js';
import { JUDGED, type JsonSchema, code, typeWords } from '../audit/option-words.js';

const INTRODUCTION = `# Controls

A control is one question that a report asks of copy jobs. This page is generated from the controls themselves
(\`npm run docs\`); the names of controls and options are the same in a definition file and in every language of the library.

- A control judges **subjects** and says of each that it is **met**, **not met** or **undetermined**: what AWS Backup
  tells does not decide it. What is not met or undetermined is a **finding**, with the fields of the copy job as evidence.
- A certain breach makes the report \`NON_COMPLIANT\`; what is undetermined, and a control that had nothing to judge, makes
  it \`INSUFFICIENT_DATA\`. Silence is never compliance. A control of severity \`INFORMATIONAL\` changes no status.
- A **good copy** is a copy job that is COMPLETED; a **copy** is one that is COMPLETED or PARTIAL.
- Patterns are held against the whole text: \`*\` stands for any run of characters, \`?\` for one; case counts.
- "Longer than" a duration means just that: equal is still met. A day is 24 hours.
`;

/** docs/controls.md: all that is known of every control, from the controls and the JSON Schema of definitions. */
export const controlsPage = (definitionSchema: JsonSchema): string => {
  const declared = declaredControls(definitionSchema);
  const controls: readonly Control[] = CONTROLS;
  return [
    INTRODUCTION,
    table(['control', 'it asks', 'judges', 'severity'], controls.map(summary)),
    ...controls.map((control) => section(control, declared.get(control.name) ?? {})),
    '## Options of every control\n',
    optionsTable(commonOptions(controls, declared), []),
  ].join('\n');
};

type Declared = ReadonlyMap<unknown, JsonSchema>;
type Option = readonly [name: string, schema: JsonSchema];

const declaredControls = (definitionSchema: JsonSchema): Declared => {
  const controls = definitionSchema.properties?.['reports']?.items?.properties?.['controls']?.items?.oneOf ?? [];
  return new Map(controls.map((schema) => [schema.properties?.['control']?.const, schema]));
};

/** What the first control takes besides its own options; what of it is said differently of each is its default. */
const commonOptions = ([first, ...others]: readonly Control[], declared: Declared): readonly Option[] => {
  const optionsOf = (control: Control | undefined) => declared.get(control?.name)?.properties ?? {};
  return Object.entries(optionsOf(first))
    .filter(([name]) => name !== 'control' && first !== undefined && !(name in first.options))
    .map(([name, schema]): Option => {
      const { description = '' } = schema;
      const isSame = others.every((other) => optionsOf(other)[name]?.description === description);
      return [name, isSame ? schema : { ...schema, description: description.replace(/Default: .*$/s, DEPENDS) }];
    });
};
const DEPENDS = 'Default: depends on the control.';

const summary = ({ name, title, judges, severity }: Control) => [
  `[${code(name)}](#${name})`,
  title,
  JUDGED[judges],
  severity,
];

const section = (control: Control, { properties = {}, required = [] }: JsonSchema): string => {
  const own = Object.entries(properties).filter(([option]) => option in control.options);
  return [
    // GitHub's own anchor of a heading is in lower case; the name of a control is the same word everywhere.
    `<a id="${control.name}"></a>\n\n## ${control.name}\n`,
    `**${control.title}.** Judges ${JUDGED[control.judges]}; ${control.severity} unless declared otherwise.\n`,
    `${control.description}\n`,
    own.length === 0 ? 'It has no options of its own.\n' : optionsTable(own, required),
    `*When it is not met:* ${control.remedy}\n`,
  ].join('\n');
};

const optionsTable = (options: readonly Option[], required: readonly string[]): string =>
  table(
    ['option', 'value', 'default', 'meaning'],
    options.map(([name, schema]) => [
      code(name),
      typeWords(schema),
      schema.default === undefined ? (required.includes(name) ? 'required' : '-') : code(schema.default),
      schema.description ?? '',
    ]),
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |\n`).join('');

const cell = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', '\\|');
