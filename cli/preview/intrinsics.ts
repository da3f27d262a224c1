import type { Resource, SynthesizedStack } from './assembly.js';

/** Where a stack is taken to be deployed, as far as it does not say. */
export const PLACE = { account: '111122223333', region: 'eu-west-1', partition: 'aws' } as const;

/** Properties that name a resource, where someone gave it a name. */
const NAMES = ['FunctionName', 'TableName', 'DashboardName', 'StateMachineName', 'AlarmName', 'LogGroupName'];

type Values = Readonly<Record<string, unknown>>;

/**
 * What CloudFormation would fill in, with the names and ARNs of this preview in place of those that only a deployment knows.
 * What it cannot tell stays readable: `<Table.StreamArn>`.
 */
export class Intrinsics {
  readonly region: string;
  readonly account: string;

  constructor(readonly stack: SynthesizedStack) {
    this.region = stack.region ?? PLACE.region;
    this.account = stack.account ?? PLACE.account;
  }

  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.resolve(each));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && /^(Ref|Fn::.+)$/.test(first[0])) return this.#call(...first);
    return Object.fromEntries(entries.map(([key, each]) => [key, this.resolve(each)]));
  }

  text(value: unknown): string {
    const resolved = this.resolve(value);
    return typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  }

  arnOf(logicalId: string): string {
    return this.#attribute(logicalId, 'Arn');
  }

  #call(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#reference(String(argument));
      case 'Fn::GetAtt': {
        const [id = '', ...attribute] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
        return this.#attribute(id, attribute.join('.'));
      }
      case 'Fn::Join': {
        const [delimiter, parts] = this.resolve(argument) as [string, unknown[]];
        return parts.map((part) => this.text(part)).join(delimiter);
      }
      case 'Fn::Sub':
        return this.#substituted(argument);
      case 'Fn::Split': {
        const [delimiter, text] = argument as [string, unknown];
        return this.text(text).split(delimiter);
      }
      case 'Fn::Select': {
        const [index, list] = this.resolve(argument) as [number | string, unknown];
        return Array.isArray(list) ? list[Number(index)] : `<part ${index} of ${this.text(list)}>`;
      }
      default:
        return `<${name} ${JSON.stringify(argument).replaceAll('"', '')}>`;
    }
  }

  #substituted(argument: unknown): string {
    const [pattern, values] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Values];
    return pattern.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      if (name in values) return this.text(values[name]);
      return this.text(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name });
    });
  }

  #reference(id: string): unknown {
    const pseudo: Values = {
      'AWS::Region': this.region,
      'AWS::AccountId': this.account,
      'AWS::Partition': PLACE.partition,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': this.stack.name,
      'AWS::StackId': this.#arn('cloudformation', `stack/${this.stack.name}/preview`),
    };
    if (id in pseudo) return pseudo[id];
    if (id in this.stack.parameters) return this.stack.parameters[id] ?? `<${id}>`;
    const resource = this.stack.resources[id];
    // Of a state machine it is the ARN.
    return resource?.Type === 'AWS::StepFunctions::StateMachine' ? this.arnOf(id) : this.#nameOf(id, resource);
  }

  #attribute(id: string, attribute: string): string {
    const resource = this.stack.resources[id];
    const name = this.#nameOf(id, resource);
    if (attribute === 'Name') return name;
    if (attribute !== 'Arn') return `<${id}.${attribute}>`;
    switch (resource?.Type) {
      case 'AWS::Lambda::Function':
        return this.#arn('lambda', `function:${name}`);
      case 'AWS::DynamoDB::Table':
      case 'AWS::DynamoDB::GlobalTable':
        return this.#arn('dynamodb', `table/${name}`);
      case 'AWS::StepFunctions::StateMachine':
        return this.#arn('states', `stateMachine:${name}`);
      case 'AWS::CloudWatch::Alarm':
      case 'AWS::CloudWatch::CompositeAlarm':
        return this.#arn('cloudwatch', `alarm:${name}`);
      case 'AWS::Logs::LogGroup':
        return this.#arn('logs', `log-group:${name}:*`);
      default:
        return `<${id}.${attribute}>`;
    }
  }

  #arn(service: string, resource: string): string {
    return `arn:${PLACE.partition}:${service}:${this.region}:${this.account}:${resource}`;
  }

  #nameOf(id: string, resource: Resource | undefined): string {
    const given = NAMES.map((name) => resource?.Properties[name]).find((name) => name !== undefined);
    if (given !== undefined) return this.text(given);
    return resource?.Type === 'AWS::Logs::LogGroup' ? `/${this.stack.name}/${id}` : `${this.stack.name}-${id}`;
  }
}
