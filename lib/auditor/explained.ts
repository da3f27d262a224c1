import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { given } from '../given.js';
import { acknowledge } from './acknowledge.js';

/**
 * What NIST 800-53 R5 and HIPAA ask of every function, role and log, and why it is not so here. Said to the construct that has
 * it, so that whatever a user adds beside it is still asked. Where a property of the auditor meets a rule, nothing is said.
 */

// Their rules bear the same names.
const CONTROL_PACKS = ['NIST.800.53.R5', 'HIPAA.Security'];

export const acknowledgeControl = (scope: IConstruct, rule: string, reason: string): void => {
  for (const pack of CONTROL_PACKS) acknowledge(scope, `${pack}-${rule}`, reason);
};

export const explainPolicy = (scope: IConstruct): void =>
  acknowledgeControl(
    scope,
    'IAMNoInlinePolicy',
    'It belongs to one role, changes with it and goes with it; as a managed policy it could be attached to others.',
  );

export const explainLogs = (scope: IConstruct, encryptionKey: IKey | undefined): void => {
  if (encryptionKey === undefined)
    acknowledgeControl(
      scope,
      'CloudWatchLogGroupEncrypted',
      'Encrypted with a key of CloudWatch Logs; the property `encryptionKey` takes a key of yours.',
    );
};

export interface ExplainedFunction {
  readonly vpc?: object;
  /** What becomes of a call that failed. */
  readonly failedCalls: string;
}

/** What becomes of a failed call where its caller waits for the answer. */
export const ANSWERED =
  'Whoever calls it waits for its answer and tries again, or says that it failed: nothing is queued that could be lost.';

export const explainFunction = (scope: IConstruct, { vpc, failedCalls }: ExplainedFunction): void => {
  const reasons = given({
    LambdaConcurrency:
      'Only the state machine calls many at once, and says how many; a reservation would be taken from the account’s other functions.',
    LambdaDLQ: failedCalls,
    LambdaInsideVPC:
      vpc === undefined
        ? 'It calls AWS’s own endpoints and is called by nobody else; the property `vpc` puts it into a VPC of yours.'
        : undefined,
  });
  for (const [rule, reason] of Object.entries(reasons)) acknowledgeControl(scope, rule, reason);
};
