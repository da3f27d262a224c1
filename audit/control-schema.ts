import * as z from 'zod';
import type { Control } from './control.js';
import { CONTROLS } from './controls/index.js';
import { flag, list, nonEmpty, oneOf, patterns, properties, shown } from './schema.js';
import { SEVERITIES } from './status.js';
import { tagsSchema } from './tags-schema.js';

/** What every control takes besides its own options, and means the same for each: made once, for a schema is not cheap. */
const SHARED_OPTIONS = {
  filterSets: list(nonEmpty('the name of a filter set'), 'at least one name of a filter set')
    .optional()
    .describe('Judges only these filter sets, by name. Default: all of the report.'),
  resourceTypes: list(nonEmpty('a resource type such as "RDS"'), 'at least one resource type')
    .optional()
    .describe('Judges only resources of these types, and copy jobs of such; what reports no type is left out.'),
  resourceArns: patterns('resource ARNs')
    .optional()
    .describe(
      'Judges only resources whose ARN matches one of these patterns: `*` is any run of characters, `?` is one.',
    ),
  taggedWith: tagsSchema('Judges only resources that carry all of these tags when the run is made.'),
  allowEmpty: flag()
    .default(false)
    .describe(
      'Whether the control is COMPLIANT where there was nothing to judge. Default: false, that is INSUFFICIENT_DATA.',
    ),
};
const ID = nonEmpty('an id', 64).optional();
const SEVERITY = oneOf(SEVERITIES).optional();

const commonOptions = ({ name, severity }: Control) => ({
  id: ID.describe(
    `Tells it from other controls of the report, in findings and exemptions. Default: ${name}; ${name}-2 for a second one.`,
  ),
  severity: SEVERITY.describe(
    `How bad its findings are. INFORMATIONAL is shown and never changes the report’s status. Default: ${severity}.`,
  ),
  ...SHARED_OPTIONS,
});

const controlSchema = (control: Control) =>
  properties(
    {
      control: z.literal(control.name).describe(control.title),
      ...control.options,
      ...commonOptions(control),
    },
    control.name,
  )
    .superRefine((given, context) => {
      const message = control.check?.(given);
      if (message !== undefined) context.addIssue({ code: 'custom', path: [], message });
    })
    .meta({ title: control.title, description: control.description });

const [first, ...others] = CONTROLS.map((control: Control) => controlSchema(control));
if (first === undefined) throw new Error('There are no controls');

const NAMES = CONTROLS.map(({ name }) => name).join(', ');

/** A control as it is declared: its name, its own options and what all of them take. */
export const declaredControlSchema = z.discriminatedUnion('control', [first, ...others], {
  error: ({ input }) =>
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? `${shown((input as { control?: unknown }).control)} is no control: expected one of ${NAMES}`
      : `expected a control such as {"control": "completed"}, got ${shown(input)}`,
});
