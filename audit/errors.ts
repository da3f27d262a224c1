import { shortenToBytes } from './shorten.js';

/** What is wrong at one place of a definition. */
export interface Problem {
  /** Path of the value, as a person reads it: `controls[2].within`. */
  readonly path: string;
  /** A sentence that says what was given and what is allowed. */
  readonly message: string;
}

abstract class CopyAuditError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

// CloudFormation shows nothing of a reason over 4 KB, so an error names the first few and counts the rest.
const SHOWN_PROBLEMS = 5;
const SHOWN_BYTES = 350;

/** A definition that does not fit its schema. Names every path; the sentence holds the first five. */
export class DefinitionError extends CopyAuditError {
  readonly code = 'InvalidDefinition';

  constructor(
    readonly problems: readonly Problem[],
    subject = 'The definition of the report',
  ) {
    super(`${subject} is not valid: ${describeProblems(problems)}`);
  }
}

const describeProblems = (problems: readonly Problem[]): string => {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ path, message }) => {
    return shortenToBytes(path === '' ? message : `${path}: ${message}`, SHOWN_BYTES);
  });
  const rest = problems.length - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
};

/** The paging protocol was broken by an answer: a token that repeats, a page that is none. */
export class PageError extends CopyAuditError {
  readonly code = 'BrokenPaging';
}

/** A newer run of the report is published already. */
export class PublishConflict extends CopyAuditError {
  readonly code = 'NewerRunPublished';
}

/** A stored item that does not fit its schema, or is from a newer version of this library. */
export class RecordError extends CopyAuditError {
  readonly code = 'InvalidRecord';
}

/** The sentence of an unknown thrown value, never its stack and never nothing: some errors have a code alone. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error) || 'an error without a message';
  const { code } = error as { code?: unknown };
  return error.message || (typeof code === 'string' && code) || error.name;
};

/** The service asks to slow down, or did not answer in time; the same request may go through later. */
export class Throttled extends CopyAuditError {
  readonly code = 'Throttled';
}

/** The service does not take a NextToken (any more). */
export class TokenRefused extends CopyAuditError {
  readonly code = 'TokenRefused';
}
