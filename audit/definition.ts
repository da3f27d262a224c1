import { z } from 'zod';
import { CONTROLS } from './controls/index.js';
import type { Control } from './control.js';
import { exemptionSchema } from './exemption.js';
import { DefinitionError, type Problem } from './errors.js';
import { filterSetSchema } from './filter-set.js';
import { gateSchema } from './gate.js';
import { DAY, duration, list, nonEmpty, oneOf, patterns, shown, wholeNumber } from './schema.js';
import { SEVERITIES } from './status.js';

/** Version of the definition's shape. A definition of a newer one is refused, of an older one read. */
export const DEFINITION_VERSION = 1;

/** What every control takes besides its own options. */
const common = {
  /** Tells it from other controls of the same name; the name where none is given. */
  id: nonEmpty('an id').max(64, { error: 'expected at most 64 characters' }).optional(),
  severity: oneOf(SEVERITIES).optional(),
  filterSets: list(nonEmpty('the name of a filter set'), 'at least one name of a filter set').optional(),
  resourceTypes: list(nonEmpty('a resource type such as "RDS"'), 'at least one resource type').optional(),
  resourceArns: patterns('resource ARNs').optional(),
  taggedWith: z.record(z.string().min(1), z.string()).optional(),
  allowEmpty: z.boolean().default(false),
};

const controlSchema = (control: Control) =>
  z.strictObject({ control: z.literal(control.name), ...control.options, ...common }).superRefine((given, context) => {
    const message = control.check?.(given);
    if (message !== undefined) context.addIssue({ code: 'custom', path: [], message });
  });

const [first, ...others] = CONTROLS.map((control: Control) => controlSchema(control));
if (first === undefined) throw new Error('There are no controls');

const controlsSchema = z.discriminatedUnion('control', [first, ...others], {
  error: ({ input }) =>
    `expected one of ${CONTROLS.map(({ name }) => name).join(', ')}, got ${shown((input as { control?: unknown })?.control)}`,
});

const REPORT_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const everything = { name: 'all', createdWithin: '30d' };
const zeroProps = [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }];

const version = z
  .literal(DEFINITION_VERSION, {
    error: ({ input }) =>
      `expected version ${DEFINITION_VERSION}, got ${shown(input)}: deploy the auditor with a library at least as new as the report's`,
  })
  .default(DEFINITION_VERSION);

/** A report as it is declared: what crosses the wall as one JSON string, and what the YAML says. */
export const definitionSchema = z
  .strictObject({
    version,
    name: z.string().regex(REPORT_NAME, {
      error: ({ input }) =>
        `expected a name of 1 to 64 letters, digits, dashes or underscores that starts with a letter or digit, got ${shown(input)}`,
    }),
    description: z.string().max(1000, { error: 'expected at most 1000 characters' }).optional(),
    /** `rate(6 hours)` or `cron(…)` as EventBridge Scheduler writes it; `NONE` runs only when asked. */
    schedule: z
      .string()
      .regex(/^(rate|cron|at)\(.+\)$|^NONE$/, {
        error: ({ input }) => `expected "rate(6 hours)", "cron(0 6 * * ? *)" or "NONE", got ${shown(input)}`,
      })
      .default('rate(1 day)'),
    filterSets: list(filterSetSchema, 'at least one filter set')
      .refine((sets) => new Set(sets.map(({ name }) => name)).size === sets.length, {
        error: 'expected names that differ: two filter sets have the same',
      })
      .prefault([everything]),
    controls: list(controlsSchema, 'at least one control').prefault(zeroProps),
    exemptions: z.array(exemptionSchema).max(1000, { error: 'expected at most 1000 exemptions' }).default([]),
    gate: gateSchema.prefault({ failOn: 'NEVER' }),
    /** How long a resource stays judged after its newest copy job was created. */
    forgetResourcesAfter: duration({ atLeast: DAY }).default(90 * DAY),
    /** Requests a second to AWS Backup, for each calling account and Region. */
    requestsPerSecond: wholeNumber({ atLeast: 1, atMost: 50 }).default(10),
    /** Units that are read at once. */
    maxConcurrency: wholeNumber({ atLeast: 1, atMost: 1000 }).default(10),
    /** How long runs are kept in the table. */
    keepRunsFor: duration({ atLeast: DAY }).default(400 * DAY),
  })
  .superRefine((report, context) => {
    const names = new Set(report.filterSets.map(({ name }) => name));
    report.controls.forEach(({ filterSets }, index) => {
      const unknown = filterSets?.find((name) => !names.has(name));
      if (unknown === undefined) return;
      context.addIssue({
        code: 'custom',
        path: ['controls', index, 'filterSets'],
        message: `there is no filter set ${shown(unknown)}; there are ${[...names].map(shown).join(', ')}`,
      });
    });
    const ids = report.controls.map(({ id }) => id).filter((id) => id !== undefined);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined)
      context.addIssue({ code: 'custom', path: ['controls'], message: `two controls have the id ${shown(twice)}` });
  });

export type Definition = z.output<typeof definitionSchema>;
export type DefinitionInput = z.input<typeof definitionSchema>;
export type DeclaredControl = Definition['controls'][number];

/** A file of reports: `copy-audit.yaml`. */
export const definitionFileSchema = z
  .strictObject({
    version,
    reports: list(definitionSchema, 'at least one report'),
  })
  .superRefine(({ reports }, context) => {
    const names = reports.map(({ name }) => name);
    const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
    if (twice >= 0)
      context.addIssue({
        code: 'custom',
        path: ['reports', twice, 'name'],
        message: `two reports have the name ${shown(names[twice])}`,
      });
  });

/** Checks a report's definition; throws a {@link DefinitionError} that names every path. */
export const parseDefinition = (input: unknown): Definition =>
  parse(definitionSchema, input, 'The definition of the report');

/** Checks a file of reports, or a single report in its place. */
export const parseDefinitionFile = (input: unknown): Definition[] => {
  const isFile = typeof input === 'object' && input !== null && 'reports' in input;
  return isFile ? parse(definitionFileSchema, input, 'The definition').reports : [parseDefinition(input)];
};

const parse = <T extends z.ZodType>(schema: T, input: unknown, subject: string): z.output<T> => {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new DefinitionError(problemsOf(parsed.error), subject);
  return parsed.data;
};

/** zod's issues as paths and sentences. */
export const problemsOf = (error: z.ZodError): Problem[] =>
  error.issues.map((issue) => ({ path: pathOf(issue.path), message: sentenceOf(issue) }));

export const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );

const sentenceOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  return `${issue.keys.map((key) => shown(key)).join(', ')} ${issue.keys.length === 1 ? 'is not a property' : 'are no properties'} of it`;
};
