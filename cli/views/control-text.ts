import * as z from 'zod';
import type { Cause } from '../../audit/causes.js';
import { KNOWN_CAUSES } from '../../audit/causes/known.js';
import type { Control } from '../../audit/control.js';
import { JUDGED, type JsonSchema, typeWords } from '../../audit/option-words.js';
import type { Terminal } from '../terminal.js';
import { type Fact, facts } from './facts.js';
import { pageOfCause, pageOfControl } from './pages.js';
import { plain } from './plain.js';
import { wrappedWhole } from './wrapped.js';

type Paint = Pick<Terminal, 'colors' | 'columns'>;

/** What a control asks, with its options and their defaults. */
export const controlText = (control: Control, paint: Paint): string => {
  const { name, title, severity, description, remedy, judges } = control;
  const { bold } = paint.colors;
  const options = optionsOf(control);
  return `${[
    `${bold(name)}  ${title}`,
    ...facts(
      [
        ['judges', JUDGED[judges]],
        ['severity', `${severity} unless declared otherwise`],
        ['do', remedy],
        ['docs', pageOfControl(name)],
      ],
      paint,
    ),
    '',
    ...prose(description, paint),
    '',
    ...(options.length === 0 ? ['It has no options of its own.'] : [bold('OPTIONS'), ...facts(options, paint)]),
  ].join('\n')}\n`;
};

/** The options of a control as programs and people read them. */
export const optionsOf = ({ options }: Control): readonly Fact[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(z.object(options), { io: 'input' }) as JsonSchema;
  return Object.entries(properties).map(([name, schema]): Fact => {
    const usual = schema.default === undefined ? undefined : JSON.stringify(schema.default);
    const need = required.includes(name) ? 'required' : usual === undefined ? 'optional' : `default ${usual}`;
    return [name, `${typeWords(schema).replaceAll('`', '')}; ${need}. ${unmarked(schema.description ?? '')}`];
  });
};

/** Why copies fail by a cause, and what is to be done. */
export const causeText = (cause: Cause, paint: Paint): string => {
  const { id, title, remedy, page, scope } = cause;
  const { says = [], categories = [] } = KNOWN_CAUSES.find((each) => each.id === id) ?? {};
  return `${[
    `${paint.colors.bold(id)}  ${plain(title)}`,
    ...facts(
      [
        ['do', remedy],
        ['where', `once for the ${scope}`],
        ['AWS says', [...says.map((words) => `"${words}"`), ...categories].join(', ')],
        ['AWS', page],
        ['docs', pageOfCause(id)],
      ],
      paint,
    ),
  ].join('\n')}\n`;
};

/** Markdown as plain text: of a link its words, and where it leads, for nobody can click on it. */
const unmarked = (text: string): string => text.replace(/\[([^\][]*)\]\(([^()]*)\)/g, '$1 ($2)').replaceAll('`', '');

const prose = (text: string, { columns }: Paint): string[] =>
  unmarked(text)
    .split('\n\n')
    .flatMap((paragraph, index) => [
      ...(index === 0 ? [] : ['']),
      ...wrappedWhole(plain(paragraph.replaceAll('\n', ' ')), columns - 2).map((line) => `  ${line}`),
    ]);
