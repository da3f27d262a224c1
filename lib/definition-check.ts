import { controlNamed } from '../audit/controls/index.js';
import { type Definition, definitionSchema, pathOf, problemsOf } from '../audit/definition.js';
import { DefinitionError } from '../audit/errors.js';
import { shown } from '../audit/schema.js';
import { UNREAD_NAME, unreadNames } from '../audit/unread-names.js';
import type { RenderedDefinition } from './rendered-definition.js';
import { holdsToken, isToken, replaced } from './tokens.js';

export interface CheckedDefinition {
  /** What is allowed and likely a mistake. */
  readonly warnings: readonly string[];
  /** With its defaults, and a fitting value in the place of each token; not there where a token decides what would fit. */
  readonly definition?: Definition;
}

/**
 * Holds a definition against its schema and throws a sentence that names each property, what was given and what is
 * allowed. A value that is known only at deployment passes here; the custom resource holds it against the same schema.
 */
export const checkDefinition = (definition: RenderedDefinition): CheckedDefinition => {
  const unread = unreadNames(definition).map((path) => ({ path: pathOf(path), message: UNREAD_NAME }));
  if (unread.length > 0) throw new DefinitionError(unread, `The report ${shown(definition.name)}`);
  const known = withStandIns(definition);
  const { data, error } = definitionSchema.safeParse(known);
  if (error !== undefined) {
    const isKnown = (_: unknown, index: number) => {
      const path = error.issues[index]?.path ?? [];
      return !isToken(definition, path) && !holdsToken(definition, path);
    };
    const problems = problemsOf(error).filter(isKnown);
    if (problems.length > 0) throw new DefinitionError(problems, `The report ${shown(definition.name)}`);
  }
  return data === undefined ? { warnings: [] } : { warnings: warningsOf(data, definition), definition: data };
};

// One of these fits wherever a token may stand: schemas skip their rules over several values while a single one does not fit.
const STAND_INS: readonly unknown[] = [
  'arn:aws:backup:us-east-1:111122223333:backup-vault:name',
  '111122223333',
  'us-east-1',
  '1d',
  '1970-01-01',
  'rate(1 day)',
  1,
];

const withStandIns = (definition: RenderedDefinition): RenderedDefinition =>
  STAND_INS.reduce<RenderedDefinition>((current, standIn) => {
    const issues = definitionSchema.safeParse(current).error?.issues ?? [];
    return issues
      .filter(({ path }) => isToken(definition, path))
      .reduce((changed, { path }) => replaced(changed, path, standIn), current);
  }, definition);

const warningsOf = ({ controls }: Definition, definition: RenderedDefinition): string[] =>
  controls.flatMap((declared, index) => {
    const path = ['controls', index];
    const warning = holdsToken(definition, path) ? undefined : controlNamed(declared.control).warn?.(declared);
    return warning === undefined ? [] : [`controls[${index}] (${declared.control}): ${warning}`];
  });
