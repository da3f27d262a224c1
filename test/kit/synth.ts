import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** An app without what takes most of the time of a synth and is in no template. */
export const quickApp = (): App => new App({ analyticsReporting: false, stackTraces: false, treeMetadata: false });

/** The template of a stack that holds what `declare` declares. */
export const templateOf = (declare: (stack: Stack) => void, props: StackProps = {}): Template => {
  const stack = new Stack(quickApp(), 'Stack', props);
  declare(stack);
  return Template.fromStack(stack);
};

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

export const resourcesOf = (template: Template): [string, Resource][] =>
  Object.entries((template.toJSON() as { Resources: Record<string, Resource> }).Resources);

export const resourceOf = (template: Template, type: string): Resource => {
  const found = resourcesOf(template).filter(([, { Type }]) => Type === type);
  if (found.length !== 1) throw new Error(`There are ${found.length} resources of type ${type}`);
  return found[0]![1];
};

/** Schedules of reports; the auditor has one of its own besides. */
export const reportSchedulesIn = (template: Template): Resource[] =>
  resourcesOf(template)
    .map(([, resource]) => resource)
    .filter(({ Type, Properties }) => {
      const { Target } = Properties as { readonly Target?: { readonly Input?: unknown } };
      return Type === 'AWS::Scheduler::Schedule' && Target?.Input !== undefined;
    });

/** What CloudFormation would fill in, as text a person can read: `<APlanLogs.Arn>`. */
export const flat = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const [[key, argument] = []] = Object.entries(value as Record<string, unknown>);
  if (key === 'Ref') return `<${nameOf(argument)}>`;
  if (key === 'Fn::GetAtt') {
    const [resource, ...attribute] = argument as string[];
    return `<${[nameOf(resource), ...attribute].join('.')}>`;
  }
  if (key === 'Fn::Join') {
    const [delimiter, parts] = argument as [string, unknown[]];
    return parts.map(flat).join(delimiter);
  }
  if (key === 'Fn::Select') {
    const [index, { 'Fn::Split': split }] = argument as [number, { 'Fn::Split': [string, unknown] }];
    return `<part ${index} of ${flat(split[1])}>`;
  }
  return JSON.stringify(value);
};

// Without the hash of the construct's path.
const nameOf = (logicalId: unknown): string => String(logicalId).replace(/[0-9A-F]{8}$/, '');
