import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Definition,
  type DefinitionInput,
  definitionFileSchema,
  pathOf,
  problemsOf,
} from '../audit/definition.js';
import { DefinitionError, messageOf } from '../audit/errors.js';
import { shown } from '../audit/schema.js';
import { UNREAD_NAME, unreadNames } from '../audit/unread-names.js';
import { LocatedYaml } from './located-yaml.js';

/** Names under which a file of reports is looked for, in this order. */
const NAMES = ['copy-audit.yaml', 'copy-audit.yml', 'copy-audit.json'];

/** The definition file of a folder, if it has one. */
export const findDefinitionFile = (folder: string): string | undefined =>
  NAMES.map((name) => join(folder, name)).find((file) => existsSync(file));

/** A report of a file: as it is written there, and as it is meant, with its defaults. */
export interface DefinedReport {
  readonly declared: DefinitionInput;
  readonly definition: Definition;
  /** Where in the file it is declared. */
  readonly line: number;
}

/** Reads a file of reports, or of a single one; throws a {@link DefinitionError} that names lines, columns and paths. */
export const readDefinitionFile = (file: string): DefinedReport[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DefinitionError([{ path: file, message: `cannot be read: ${messageOf(cause)}` }], 'The definition');
  }
  return parseDefinitionText(text, file);
};

// A template of CloudFormation's has a megabyte for everything; what is longer is no file of reports.
const LONGEST = 1_000_000;

/** Checks the text of a file of reports, or of a single one. */
export const parseDefinitionText = (text: string, file: string): DefinedReport[] => {
  if (text.length > LONGEST)
    throw new DefinitionError(
      [{ path: file, message: `expected at most ${LONGEST} characters, got ${text.length}` }],
      'The definition',
    );
  const yaml = new LocatedYaml(text, file);
  const contents = yaml.contents();
  const unread = unreadNames(contents);
  if (unread.length > 0) throw yaml.refused(unread.map((path) => yaml.problem({ path }, pathOf(path), UNREAD_NAME)));
  if (typeof contents !== 'object' || contents === null)
    throw yaml.refused([
      yaml.problem({ path: [] }, '', `expected a list of reports, "reports:", got ${shown(contents)}`),
    ]);
  const isFile = 'reports' in contents;
  const declared = isFile ? contents : { reports: [contents] };
  const { data, error } = definitionFileSchema.safeParse(declared);
  if (error === undefined) {
    const lineOf = (index: number) => yaml.lineOf(isFile ? ['reports', index] : []);
    return pairs(declared as { reports: DefinitionInput[] }, data.reports, lineOf);
  }
  const problems = problemsOf(error);
  throw yaml.refused(
    error.issues.map((issue, index) => {
      const path = isFile ? issue.path : issue.path.slice(SINGLE.length);
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      return yaml.problem({ path, keys }, pathOf(path), problems[index]?.message ?? issue.message);
    }),
  );
};

// Where the only report of a file of one is, for the schema of several.
const SINGLE = ['reports', 0];

const pairs = (
  { reports }: { readonly reports: readonly DefinitionInput[] },
  definitions: readonly Definition[],
  lineOf: (index: number) => number,
): DefinedReport[] =>
  definitions.flatMap((definition, index) => {
    const declared = reports[index];
    return declared === undefined ? [] : [{ declared, definition, line: lineOf(index) }];
  });
