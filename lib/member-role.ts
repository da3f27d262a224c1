import { ArnPrincipal, type IRole, PolicyDocument, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './auditor/acknowledge.js';
import { explainPolicy } from './auditor/explained.js';
import { EVERY_RESOURCE, READING } from './auditor/reading.js';
import { allow } from './auditor/statement.js';
import { checkTrusted } from './auditor/trusted.js';
import type { MemberRoleProps } from './member-role-props.js';
import { accessThroughRole } from './needed-access.js';

/**
 * The role through which an auditor of another account reads this one. Nobody but that auditor's own role may assume it, with
 * the external id; it may list what its reports read, and change nothing. `MemberRoleStack` has it for many accounts.
 */
export class MemberRole extends Construct {
  /** The role. */
  public readonly role: IRole;

  constructor(scope: Construct, id: string, props: MemberRoleProps) {
    super(scope, id);
    const { auditorRoleArn, externalId, roleName } = props;
    checkTrusted({ auditorRoleArn, externalId });
    const wanted = accessThroughRole(props).map(({ _opened: { to } }) => to);
    const actions = Object.entries(READING).flatMap(([name, action]) =>
      name === 'copyJobs' || wanted.some((each) => each === name) ? [action] : [],
    );
    this.role = new Role(this, 'Role', {
      roleName,
      description: 'Copy audit: lets the auditor list AWS Backup copy jobs of this account',
      assumedBy: new ArnPrincipal(auditorRoleArn),
      externalIds: [externalId],
      inlinePolicies: { Read: new PolicyDocument({ statements: [allow(actions, ['*'])] }) },
    });
    acknowledgeWildcard(this, '*', EVERY_RESOURCE);
    explainPolicy(this);
  }
}
