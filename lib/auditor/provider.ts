import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { given } from '../given.js';
import { acknowledge, acknowledgeWildcard } from './acknowledge.js';
import { ANSWERED, explainFunction, explainLogs, explainPolicy } from './explained.js';
import type { HandlerFunction, RuntimeProps } from './handler-function.js';
import { NETWORK_INTERFACES, allow } from './statement.js';

export interface AuditorProviderProps {
  readonly onEvent: HandlerFunction;
  readonly isComplete: HandlerFunction;
  readonly deploymentTimeout: Duration;
  readonly runtime: RuntimeProps;
}

// Short enough that a small run does not wait for it; AWS asks for a divisor of the timeout.
const QUERY_INTERVAL = Duration.seconds(5);

/** What CloudFormation calls for every report. */
export class AuditorProvider extends Construct {
  readonly serviceToken: string;

  constructor(scope: Construct, id: string, { onEvent, isComplete, deploymentTimeout, runtime }: AuditorProviderProps) {
    super(scope, id);
    const { encryptionKey, vpc, vpcSubnets, securityGroups } = runtime;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: runtime.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
      ...given({ encryptionKey }),
    });
    const role = (name: string) => {
      const made = new Role(this, name, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        description: 'Copy audit: passes what CloudFormation says on to the handlers, and their answer back',
      });
      made.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]));
      if (vpc === undefined) return made;
      made.addToPolicy(allow(NETWORK_INTERFACES, ['*']));
      acknowledgeWildcard(
        made,
        '*',
        'Lambda creates network interfaces of its own in the VPC, whose ids nobody knows before.',
      );
      return made;
    };
    const provider = new Provider(this, 'Framework', {
      onEventHandler: onEvent.function,
      isCompleteHandler: isComplete.function,
      queryInterval: QUERY_INTERVAL,
      totalTimeout: deploymentTimeout,
      // Its own roles, because those that it makes have a managed policy of AWS that may write every log.
      frameworkOnEventRole: role('OnEventRole'),
      frameworkCompleteAndTimeoutRole: role('WaiterRole'),
      logGroup,
      ...given({ providerFunctionEnvEncryption: encryptionKey, vpc, vpcSubnets, securityGroups }),
    });
    this.serviceToken = provider.serviceToken;
    explainPolicy(this);
    explainLogs(this, encryptionKey);
    explainFunction(this, { failedCalls: ANSWERED, ...given({ vpc }) });
    this.#explain(provider, onEvent, isComplete);
  }

  #explain(provider: Provider, ...handlers: readonly HandlerFunction[]): void {
    const own = ['framework-isComplete', 'framework-onTimeout'].map((id) => provider.node.findChild(id));
    const arns = [...handlers.map((each) => each.function.functionArn), ...own.map(arnOf)];
    for (const arn of arns)
      acknowledgeWildcard(this, `${arn}:*`, 'Any version of one function of this auditor; it has none.');
    acknowledge(
      this,
      'AwsSolutions-SF1',
      'A log of the waiter would hold the presigned URL that answers CloudFormation.',
    );
    acknowledge(
      this,
      'AwsSolutions-SF2',
      'The waiter only asks whether a run is published; the run itself can be traced.',
    );
  }
}

const arnOf = (construct: unknown): string => (construct as { readonly functionArn: string }).functionArn;
