import { Token } from 'aws-cdk-lib';
import { DefinitionError } from '../../audit/errors.js';
import { shown } from '../../audit/schema.js';

/** Whom a role of members trusts: a role of one account, never a whole account or a pattern, and never without an external id. */
export const TRUSTED = {
  auditorRoleArn: /^arn:[a-z0-9-]+:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/,
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  externalId: /^[a-zA-Z0-9_+=,.@:/-]{2,1224}$/,
};

const EXPECTED = {
  auditorRoleArn: 'the ARN of one role, the readerRole of the auditor',
  externalId: '2 to 1,224 letters, digits or _+=,.@:/-',
};

/** Refuses what would trust somebody else; what is known only at deployment is refused there. */
export const checkTrusted = (given: Readonly<Partial<Record<keyof typeof TRUSTED, string>>>): void => {
  const problems = Object.entries(given).flatMap(([path, value]) => {
    const name = path as keyof typeof TRUSTED;
    return Token.isUnresolved(value) || TRUSTED[name].test(value)
      ? []
      : [{ path, message: `expected ${EXPECTED[name]}, got ${shown(value)}` }];
  });
  if (problems.length > 0) throw new DefinitionError(problems, 'The role of members');
};
