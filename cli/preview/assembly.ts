import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { messageOf } from '../../audit/errors.js';
import { AssemblyError } from './errors.js';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});
const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema).default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
});
const assetsSchema = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string().optional() }) })).default({}),
});
const manifestSchema = z.looseObject({
  artifacts: z
    .record(
      z.string(),
      z.looseObject({
        type: z.string(),
        environment: z.string().optional(),
        displayName: z.string().optional(),
        properties: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default({}),
});

export type Resource = z.output<typeof resourceSchema>;

/** A stack as it was synthesized. */
export interface SynthesizedStack {
  readonly name: string;
  /** Where its assets lie. */
  readonly folder: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Files and folders of the assembly, by the hash that templates know them by. */
  readonly assets: ReadonlyMap<string, string>;
}

/** The stacks of a cloud assembly, those of its stages too: what `cdk deploy` would deploy, read without the CDK. */
export const readAssembly = (folder: string): SynthesizedStack[] => {
  if (!existsSync(join(folder, 'manifest.json')))
    throw new AssemblyError(
      `There is no cloud assembly in ${folder}. Run \`npx cdk synth\` in your CDK app first, which writes one to cdk.out, or give --app FOLDER`,
    );
  const { artifacts } = parsed(manifestSchema, join(folder, 'manifest.json'));
  const assets = new Map(
    Object.values(artifacts).flatMap(({ type, properties }) =>
      type === 'cdk:asset-manifest' ? assetsIn(folder, String(properties['file'])) : [],
    ),
  );
  return Object.entries(artifacts).flatMap(([name, { type, properties, environment, displayName }]) => {
    if (type === 'cdk:cloud-assembly') return readAssembly(join(folder, String(properties['directoryName'])));
    if (type !== 'aws:cloudformation:stack') return [];
    const template = parsed(templateSchema, join(folder, String(properties['templateFile'])));
    const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment ?? '') ?? [];
    return [
      {
        name: displayName ?? name,
        folder,
        account: known(account),
        region: known(region),
        resources: template.Resources,
        assets,
        parameters: Object.fromEntries(Object.entries(template.Parameters).map(([key, each]) => [key, each.Default])),
      },
    ];
  });
};

const assetsIn = (folder: string, file: string): [string, string][] =>
  Object.entries(parsed(assetsSchema, join(folder, file)).files).flatMap(([hash, { source }]) =>
    source.path === undefined ? [] : [[hash, join(folder, source.path)]],
  );

const known = (place: string | undefined): string | undefined =>
  place?.startsWith('unknown-') === true ? undefined : place;

const parsed = <T extends z.ZodType>(schema: T, file: string): z.output<T> => {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new AssemblyError(`${file} is not as the CDK writes it: ${messageOf(cause)}`, { cause });
  }
};
