import { rmSync } from 'node:fs';
import {
  App,
  BootstraplessSynthesizer,
  CfnOutput,
  CfnParameter,
  FileSystem,
  type IStackSynthesizer,
  Stack,
  Token,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DefinitionError } from '../audit/errors.js';
import { TRUSTED, checkTrusted } from './auditor/trusted.js';
import { given } from './given.js';
import { MemberRole } from './member-role.js';
import type { MemberRoleStackProps } from './member-role-props.js';
import { accessThroughRole } from './needed-access.js';

/**
 * A stack with the role through which an auditor reads an account, for the accounts of an organization: by a StackSet, from the
 * management account or a delegated administrator. Its template has no assets, asks for no bootstrapping, and is the same
 * for every account. The role is global: one Region of each account is enough.
 *
 * A StackSet that manages its own permissions never deploys to the management account; where that is read through the role
 * too, deploy this stack there.
 */
export class MemberRoleStack extends Stack {
  /**
   * The template as text, for the `templateBody` of a StackSet (`CfnStackSet`). Its capability: `CAPABILITY_NAMED_IAM`.
   *
   * @param props Which role, and for which reports.
   */
  public static template(props: MemberRoleStackProps): string {
    // An app of its own, so that the stack that holds the StackSet has the text while it is itself declared.
    const outdir = FileSystem.mkdtemp('copy-audit-member-role');
    try {
      const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
      const { artifactId } = new MemberRoleStack(app, 'MemberRole', props);
      return JSON.stringify(app.synth().getStackArtifact(artifactId).template, undefined, 1);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }

  /**
   * @param scope The app.
   * @param id Its id there.
   * @param props Which role, and for which reports.
   */
  constructor(scope: Construct, id: string, props: MemberRoleStackProps) {
    super(scope, id, {
      description: 'Copy audit: the role through which an auditor reads this account',
      // A cast for what the CDK's types say of properties that are not given.
      synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
      analyticsReporting: false,
    });
    refuseTokens(props);
    const { auditorRoleArn: trusted, externalId: agreed } = props;
    checkTrusted(given({ auditorRoleArn: trusted, externalId: agreed }));
    // Here the values are known; below they are parameters.
    accessThroughRole(props);
    const auditorRoleArn = new CfnParameter(this, 'AuditorRoleArn', {
      description: 'ARN of the one role that may assume this one: the readerRole of the auditor',
      allowedPattern: TRUSTED.auditorRoleArn.source,
      ...given({ default: props.auditorRoleArn }),
    });
    const externalId = new CfnParameter(this, 'ExternalId', {
      description: 'What whoever assumes it has to know: the external id of the targets',
      allowedPattern: TRUSTED.externalId.source,
      ...given({ default: props.externalId }),
    });
    const { role } = new MemberRole(this, 'Reader', {
      ...props,
      auditorRoleArn: auditorRoleArn.valueAsString,
      externalId: externalId.valueAsString,
    });
    new CfnOutput(this, 'RoleArn', { value: role.roleArn });
  }
}

/** What another stack knows only when it is deployed cannot be in the template of many accounts. */
const refuseTokens = ({ auditorRoleArn, externalId }: MemberRoleStackProps): void => {
  const problems = Object.entries({ auditorRoleArn, externalId }).flatMap(([path, value]) =>
    Token.isUnresolved(value)
      ? [{ path, message: 'known only at deployment: leave it out and give the StackSet the parameter of that name' }]
      : [],
  );
  if (problems.length > 0) throw new DefinitionError(problems, 'The stack with the role of members');
};
