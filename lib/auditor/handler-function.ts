import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { HandlerName } from '../../audit/environment.js';
import { given } from '../given.js';
import { acknowledgeWildcard } from './acknowledge.js';
import { bundleOf } from './bundle.js';
import { ANSWERED, explainFunction, explainLogs, explainPolicy } from './explained.js';
import { NETWORK_INTERFACES, allow } from './statement.js';

/** What all functions of an auditor have in common. */
export interface RuntimeProps {
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
  readonly tracing: boolean;
  readonly encryptionKey?: IKey;
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
}

export interface HandlerProps {
  readonly handler: HandlerName;
  /** Where others have to know it; else a generated one. */
  readonly functionName?: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What it may do, besides writing its log. */
  readonly statements: readonly PolicyStatement[];
  /** Why some of the statements name every resource; where none does, nothing. */
  readonly everyResource?: string;
  /** What becomes of a call that failed, where nobody waits for its answer. */
  readonly failedCalls?: string;
}

/** One handler: its function, its log group and a role of its own, without AWS's managed policies. */
export class HandlerFunction extends Construct {
  readonly function: Function;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: HandlerProps, runtime: RuntimeProps) {
    super(scope, id);
    const { tracing, encryptionKey, vpc, vpcSubnets, securityGroups } = runtime;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: runtime.logRetention,
      // Logs tell how a run went, the table what it found; they go with the function.
      removalPolicy: RemovalPolicy.DESTROY,
      ...given({ encryptionKey }),
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: props.description,
    });
    this.allow(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]), ...props.statements);
    if (vpc !== undefined) this.allow(allow(NETWORK_INTERFACES, ['*']));
    this.function = new Function(this, 'Function', {
      description: props.description,
      ...given({ functionName: props.functionName }),
      code: bundleOf(props.handler),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySize,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment, ...runtime.environment },
      tracing: tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      ...given({ environmentEncryption: encryptionKey, vpc, vpcSubnets, securityGroups }),
    });
    explainPolicy(this);
    explainLogs(this, encryptionKey);
    explainFunction(this, { failedCalls: props.failedCalls ?? ANSWERED, ...given({ vpc }) });
    const reasons = [
      props.everyResource,
      tracing ? 'X-Ray has no resources that writing a trace could be narrowed to.' : undefined,
      vpc === undefined
        ? undefined
        : 'Lambda creates network interfaces of its own in the VPC, whose ids nobody knows before.',
    ].filter((reason) => reason !== undefined);
    if (reasons.length > 0) acknowledgeWildcard(this, '*', reasons.join(' '));
  }

  allow(...statements: PolicyStatement[]): void {
    for (const statement of statements) this.role.addToPolicy(statement);
  }
}
