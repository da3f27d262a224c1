import { Token } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { type Problem, DefinitionError } from '../../audit/errors.js';
import { shown } from '../../audit/schema.js';
import type { CopyJobAuditorProps } from '../copy-job-auditor-props.js';
import { claim } from '../report/names.js';

const AUDITOR_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Refuses what cannot work, with a sentence for each property; answers the name. */
export const checkAuditor = (auditor: IConstruct, name: string, props: CopyJobAuditorProps): string => {
  const problems = [
    nameProblem(auditor, name),
    timeoutProblem(props),
    tableProblem(props),
    vpcProblem(props),
    keyProblem(props),
    topicProblem(props),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new DefinitionError(problems, `The copy job auditor ${shown(name)}`);
  return name;
};

const nameProblem = (auditor: IConstruct, name: string): Problem | undefined => {
  const path = 'auditorName';
  if (!Token.isUnresolved(name) && !AUDITOR_NAME.test(name))
    return {
      path,
      message: `expected 1 to 64 letters, digits, dashes or underscores that start with a letter or digit, got ${shown(name)}`,
    };
  const holder = claim(auditor, 'auditor', name);
  if (holder === undefined) return undefined;
  return { path, message: `${holder.node.path} has this name in the same account and Region: give another` };
};

const timeoutProblem = ({ deploymentTimeout }: CopyJobAuditorProps): Problem | undefined => {
  if (deploymentTimeout === undefined) return undefined;
  // What the framework does with it is arithmetic.
  if (deploymentTimeout.isUnresolved())
    return { path: 'deploymentTimeout', message: 'expected a length of time that is known at synth' };
  const seconds = deploymentTimeout.toSeconds({ integral: false });
  if (seconds >= 5 && seconds <= 3600 && seconds % 5 === 0) return undefined;
  return {
    path: 'deploymentTimeout',
    message: `expected from 5 seconds to 1 hour in steps of 5 seconds, got ${deploymentTimeout.toHumanString()}`,
  };
};

const tableProblem = ({ table, deletionProtection, removalPolicy }: CopyJobAuditorProps): Problem | undefined => {
  const given =
    deletionProtection !== undefined ? 'deletionProtection' : removalPolicy !== undefined ? 'removalPolicy' : undefined;
  if (table === undefined || given === undefined) return undefined;
  return { path: given, message: 'is of a table of its own: cannot be given together with table' };
};

const vpcProblem = ({ vpc, vpcSubnets, securityGroups }: CopyJobAuditorProps): Problem | undefined => {
  const given = vpcSubnets !== undefined ? 'vpcSubnets' : securityGroups !== undefined ? 'securityGroups' : undefined;
  if (vpc !== undefined || given === undefined) return undefined;
  return { path: given, message: 'is of a VPC: give vpc too' };
};

const topicProblem = ({ notifications = [] }: CopyJobAuditorProps): Problem | undefined => {
  const index = notifications.findIndex(({ topic }) => topic.fifo);
  if (index < 0) return undefined;
  return { path: `notifications[${index}].topic`, message: 'expected a standard topic, got a FIFO one' };
};

// Those that sign a SHA-256, which a digest is.
const SIGNING_SPEC = /^(RSA_\d+|ECC_NIST_P256|ECC_SECG_P256K1)$/;

/** Of a key of this app it is known what it can do; of others not before a run is signed. */
const keyProblem = ({ signingKey }: CopyJobAuditorProps): Problem | undefined => {
  const key = signingKey?.node.defaultChild;
  if (!(key instanceof CfnKey)) return undefined;
  const { keyUsage = 'ENCRYPT_DECRYPT', keySpec = 'SYMMETRIC_DEFAULT' } = key;
  if (Token.isUnresolved(keyUsage) || Token.isUnresolved(keySpec)) return undefined;
  if (keyUsage === 'SIGN_VERIFY' && SIGNING_SPEC.test(keySpec)) return undefined;
  return {
    path: 'signingKey',
    message: `expected a key with the usage SIGN_VERIFY and the spec ECC_NIST_P256, ECC_SECG_P256K1 or RSA_…, got ${keyUsage} and ${keySpec}`,
  };
};
