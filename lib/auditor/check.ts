import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type Problem, DefinitionError } from '../../audit/errors.js';
import { shown } from '../../audit/schema.js';
import type { CopyJobAuditorProps } from '../copy-job-auditor-props.js';
import { claim } from '../report/names.js';

const AUDITOR_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Refuses what cannot work, with a sentence for each property; answers the name. */
export const checkAuditor = (auditor: IConstruct, name: string, props: CopyJobAuditorProps): string => {
  const problems = [nameProblem(auditor, name), timeoutProblem(props), tableProblem(props), vpcProblem(props)].filter(
    (problem) => problem !== undefined,
  );
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
  if (deploymentTimeout === undefined || deploymentTimeout.isUnresolved()) return undefined;
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
