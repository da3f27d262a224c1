import * as z from 'zod';
import { declaredControlSchema } from './control-schema.js';
import { exemptionSchema } from './exemption.js';
import { DefinitionError, type Problem } from './errors.js';
import { filterSetSchema } from './filter-set-schema.js';
import { gateSchema } from './gate.js';
import { DAY, duration, flag, list, matching, properties, shown, text, wholeNumber } from './schema.js';
import { UNREAD_NAME, unreadNames } from './unread-names.js';

/** Version of the definition's shape. A definition of a newer one is refused, of an older one read. */
export const DEFINITION_VERSION = 1;

const versionSchema = z
  .literal(DEFINITION_VERSION, {
    error: ({ input }) =>
      `expected version ${DEFINITION_VERSION}, got ${shown(input)}: deploy the auditor with a library at least as new as the report's`,
  })
  .default(DEFINITION_VERSION)
  .describe('Version of the definition’s shape.');

const REPORT_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const SCHEDULE = /^(rate|cron|at)\(.+\)$|^NONE$/;
const everything = { name: 'all', createdWithin: '30d' };
const zeroProps = [{ control: 'completed' as const }, { control: 'freshWithin' as const, within: '26h' }];

/** A report as it is declared: what crosses the wall as one JSON string, and what the YAML says. */
export const definitionSchema = properties(
  {
    version: versionSchema,
    name: matching(
      REPORT_NAME,
      'a name of 1 to 64 letters, digits, dashes or underscores that starts with a letter or digit',
    ).describe(
      'Name of the report, unique for its auditor. Its history is kept under it: another name is another report.',
    ),
    description: text('a description', 1000).optional().describe('What the report is for; shown with it.'),
    schedule: matching(SCHEDULE, '"rate(6 hours)", "cron(0 6 * * ? *)" or "NONE"')
      .default('rate(1 day)')
      .describe(
        'When it runs: rate(…) or cron(…) as EventBridge Scheduler writes it, in UTC; NONE runs only when asked. Default: rate(1 day).',
      ),
    realtime: flag()
      .optional()
      .describe(
        'Whether it also listens to AWS Backup’s events: what a finished copy job changed is judged at once, not at the next run. The auditor has to listen. Default: false.',
      ),
    filterSets: list(filterSetSchema, 'at least one filter set')
      .prefault([everything])
      .describe('What is read. Default: every copy job of the auditor’s account and Region of the last 30 days.'),
    controls: list(declaredControlSchema, 'at least one control')
      .prefault(zeroProps)
      .describe('What is asked. Default: completed, and freshWithin 26 hours.'),
    exemptions: z
      .array(exemptionSchema, { error: ({ input }) => `expected a list of exemptions, got ${shown(input)}` })
      .max(1000, { error: 'expected at most 1000 exemptions' })
      .default([])
      .describe('What is excused, with reason and end; it stays visible in the report.'),
    gate: gateSchema
      .prefault({ failOn: 'NEVER' })
      .describe('Whether the report can fail the deployment that declares it. Default: never.'),
    forgetResourcesAfter: duration({ atLeast: DAY })
      .prefault('90d')
      .describe(
        'How long a resource stays judged after its newest copy job was created, though AWS Backup lists the job no longer. Default: 90d.',
      ),
    requestsPerSecond: wholeNumber({ atLeast: 1, atMost: 50 })
      .default(10)
      .describe(
        'Requests a second to AWS Backup, for each calling account and Region. AWS allows 20 for everybody who asks there. Default: 10.',
      ),
    maxConcurrency: wholeNumber({ atLeast: 1, atMost: 1000 })
      .default(10)
      .describe('Accounts and Regions that are read at once. Default: 10.'),
    keepRunsFor: duration({ atLeast: DAY })
      .prefault('400d')
      .describe('How long runs are kept in the table. Default: 400d.'),
  },
  'a report',
).superRefine((report, context) => {
  const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const names = report.filterSets.map(({ name }) => name);
  firstTwice(names, (name, index) =>
    refuse(['filterSets', index, 'name'], `two filter sets have the name ${shown(name)}`),
  );
  report.controls.forEach(({ filterSets = [] }, index) => {
    const unknown = filterSets.findIndex((name) => !names.includes(name));
    if (unknown < 0) return;
    refuse(
      ['controls', index, 'filterSets', unknown],
      `there is no filter set ${shown(filterSets[unknown])}; there are ${[...new Set(names)].map(shown).join(', ')}`,
    );
  });
  const ids = report.controls.map(({ id }) => id);
  firstTwice(ids, (id, index) => refuse(['controls', index, 'id'], `two controls have the id ${shown(id)}`));
});

const firstTwice = (names: readonly (string | undefined)[], refuse: (name: string, index: number) => void): void => {
  const index = names.findIndex((name, place) => name !== undefined && names.indexOf(name) !== place);
  const name = names[index];
  if (name !== undefined) refuse(name, index);
};

export type Definition = z.output<typeof definitionSchema>;
export type DefinitionInput = z.input<typeof definitionSchema>;
export type DeclaredControl = Definition['controls'][number];

/** A file of reports: `copy-audit.yaml`. */
export const definitionFileSchema = properties(
  {
    version: versionSchema,
    reports: list(definitionSchema, 'at least one report').describe('The reports, each with a name of its own.'),
  },
  'a file of reports',
).superRefine(({ reports }, context) => {
  firstTwice(
    reports.map(({ name }) => name),
    (name, index) =>
      context.addIssue({
        code: 'custom',
        path: ['reports', index, 'name'],
        message: `two reports have the name ${shown(name)}`,
      }),
  );
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
  const unread = unreadNames(input);
  if (unread.length > 0)
    throw new DefinitionError(
      unread.map((path) => ({ path: pathOf(path), message: UNREAD_NAME })),
      subject,
    );
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new DefinitionError(problemsOf(parsed.error), subject);
  return parsed.data;
};

/** zod's issues as paths and sentences. */
export const problemsOf = (error: z.ZodError): Problem[] =>
  error.issues.map(({ path, message }) => ({ path: pathOf(path), message }));

export const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
