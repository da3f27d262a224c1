import { listed } from './phrases.js';

const SHOWN = 5;

/** What is allowed, as findings say it: `a`, or `one of a, b, c, d, e and 4 more`. */
export const anyOf = (choices: readonly string[]): string =>
  choices.length === 1 ? listed(choices) : `one of ${listed(choices, SHOWN)}`;

const ARN = 'arn:';

const canMatchArn = (pattern: string): boolean => {
  const [fixed = ''] = pattern.split('*', 1);
  const isOpen = fixed.length < pattern.length;
  const agrees = [...ARN].every((letter, at) => fixed[at] === letter || fixed[at] === '?' || at >= fixed.length);
  return agrees && (isOpen || fixed.length > ARN.length);
};

/** A name where an ARN is meant is allowed, and nothing would ever match it. */
export const warnOfNames = (patterns: readonly string[] = []): string | undefined => {
  const name = patterns.find((pattern) => !canMatchArn(pattern));
  if (name === undefined) return undefined;
  return `no ARN matches the pattern ${JSON.stringify(name)}, for every ARN begins with "arn:": write ${JSON.stringify(`*${name}`)} or the whole ARN`;
};
