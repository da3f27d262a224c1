import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ACCOUNT, REGION } from './emulator.js';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}
interface Template {
  Resources: Record<string, Resource>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** What a report is in a template. */
export const REPORT = 'Custom::CopyComplianceReport';
const NESTED = 'AWS::CloudFormation::Stack';

// What the emulator's CloudFormation cannot make: stacks in other accounts, alarms over others, what a plan backs up.
const UNKNOWN = ['AWS::CloudFormation::StackSet', 'AWS::CloudWatch::CompositeAlarm', 'AWS::Backup::BackupSelection'];
const isUnknown = ({ Type, Properties }: Resource): boolean =>
  UNKNOWN.includes(Type) ||
  // An alarm over calculations.
  (Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'] !== undefined);

/** Whatever refers to a name is given what stands for that name. */
const replaced = (value: unknown, by: (reference: Readonly<Record<string, unknown>>) => unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, by));
  return (
    by(value as Record<string, unknown>) ??
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, by)]))
  );
};

/** The template of a nested stack: its address ends in the hash under which it is an asset. */
const nestedTemplate = (outdir: string, assets: string, resource: Resource): Template => {
  const hash = /([0-9a-f]{64})\.json/.exec(JSON.stringify(resource.Properties?.['TemplateURL']))?.[1] ?? '';
  const { files } = JSON.parse(readFileSync(join(outdir, assets), 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
  };
  return JSON.parse(readFileSync(join(outdir, files[hash]?.source.path ?? hash), 'utf8')) as Template;
};

/** As CloudFormation does it, but in one stack: the parameters of nested stacks are filled in, their outputs read. */
const unnested = (outdir: string, assets: string, { Resources, ...rest }: Template): Template => {
  const nested = new Map<string, Template>();
  for (const [id, resource] of Object.entries(Resources))
    if (resource.Type === NESTED) nested.set(id, nestedTemplate(outdir, assets, resource));
  const outputs = ({ 'Fn::GetAtt': of }: Readonly<Record<string, unknown>>): unknown => {
    const [id, name] = Array.isArray(of) ? (of as string[]) : [];
    return nested.get(id ?? '')?.Outputs?.[name?.replace('Outputs.', '') ?? '']?.Value;
  };
  const own = Object.entries(Resources).filter(([id]) => !nested.has(id));
  const theirs = [...nested].flatMap(([id, template]) => {
    const given = (Resources[id]?.Properties?.['Parameters'] ?? {}) as Readonly<Record<string, unknown>>;
    const filledIn = ({ Ref }: Readonly<Record<string, unknown>>) =>
      typeof Ref === 'string' && Ref in given ? replaced(given[Ref], outputs) : undefined;
    return Object.entries(replaced(template.Resources, filledIn) as Record<string, Resource>);
  });
  if (new Set([...own, ...theirs].map(([id]) => id)).size < own.length + theirs.length)
    throw new Error('Two nested stacks have a resource of the same id, which one stack cannot have');
  return { ...rest, Resources: Object.fromEntries([...own, ...theirs]) };
};

const stackNameOf = (outdir: string, template: string): string => {
  const id = basename(template, '.template.json');
  const { artifacts } = JSON.parse(readFileSync(join(outdir, dirname(template), 'manifest.json'), 'utf8')) as {
    readonly artifacts: Readonly<Record<string, { readonly properties?: { readonly stackName?: string } }>>;
  };
  return artifacts[id]?.properties?.stackName ?? id;
};

/**
 * Makes of an assembly what the emulator can deploy: into its own account and Region, without what its CloudFormation does
 * not know, nested stacks within those that have them. Answers the ids of the reports in it, by the name of their stack.
 */
export const makeDeployable = (outdir: string): ReadonlyMap<string, readonly string[]> => {
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  for (const file of files) {
    const text = readFileSync(join(outdir, file), 'utf8');
    writeFileSync(join(outdir, file), text.replaceAll('111122223333', ACCOUNT).replaceAll('eu-west-1', REGION));
  }
  const templates = files.filter((name) => /(?<!\.nested)\.template\.json$/.test(name));
  return new Map(
    templates.map((file) => {
      const written = JSON.parse(readFileSync(join(outdir, file), 'utf8')) as Template;
      const whole = unnested(outdir, file.replace('.template.json', '.assets.json'), written);
      const known = Object.entries(whole.Resources).filter(([, resource]) => !isUnknown(resource));
      writeFileSync(join(outdir, file), JSON.stringify({ ...whole, Resources: Object.fromEntries(known) }));
      const reports = known.filter(([, { Type }]) => Type === REPORT).map(([id]) => id);
      return [stackNameOf(outdir, file), reports.sort()];
    }),
  );
};
