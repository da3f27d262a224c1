import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type IStackSynthesizer } from 'aws-cdk-lib';
import type { DefinitionInput } from '../../audit/definition.js';
import { AssetSynthesizer } from './asset-synthesizer.js';
import { TemplateStack } from './template-stack.js';
import { type ZipEntry, zip } from './zip.js';

export interface Written {
  readonly templates: readonly string[];
  readonly assets: readonly string[];
}

const TEMPLATES = { 'copy-audit': false, 'copy-audit-trial': true };

const filesBelow = (folder: string): ZipEntry[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ name: path.slice(folder.length + 1).replaceAll('\\', '/'), content: readFileSync(path) }));

/** Writes the templates and what they refer to: `<name>.template.json`, `assets/<hash>.zip`. What was there before goes. */
export const writeTemplates = (out: string, reports?: readonly DefinitionInput[]): Written => {
  rmSync(out, { recursive: true, force: true });
  const folder = join(out, 'assets');
  mkdirSync(folder, { recursive: true });
  const assets = new Set<string>();
  for (const [name, isDisposable] of Object.entries(TEMPLATES)) {
    const app = new App({ analyticsReporting: false });
    const synthesizer = new AssetSynthesizer();
    const stack = new TemplateStack(app, name, {
      // The CDK's class says `undefined` where its interface says optional, which is no difference but to the compiler.
      synthesizer: synthesizer as IStackSynthesizer,
      isDisposable,
      ...(reports === undefined ? {} : { reports }),
    });
    const assembly = app.synth();
    const template = readFileSync(join(assembly.directory, stack.templateFile), 'utf8');
    writeFileSync(join(out, `${name}.template.json`), template);
    for (const [key, file] of synthesizer.assets) {
      if (!assets.has(key)) writeFileSync(join(folder, key), zip(filesBelow(join(assembly.directory, file))));
      assets.add(key);
    }
    rmSync(assembly.directory, { recursive: true });
  }
  return { templates: Object.keys(TEMPLATES).map((name) => `${name}.template.json`), assets: [...assets].sort() };
};

/** Everything that was written, as one file for a release. */
export const archived = (out: string): Buffer => zip(filesBelow(out));
