/**
 * Bundles what runs without node_modules: a function a handler (dist/lambda), the command and the page of its preview
 * (dist/cli), with the licences and the bill of materials of all of them. They ship with the package, so that no consumer
 * needs a bundler or Docker at synth, whatever the language.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HANDLERS, OPTIONAL_HANDLERS } from '../audit/environment.js';
import { bundledPackages } from './bundled-packages.js';
import { buildBundles } from './bundles.js';
import { noticesOf } from './notices.js';
import { sbomOf } from './sbom.js';

const ROOT = join(__dirname, '..');
const OUT = join(ROOT, 'dist');

const sizeOf = (file: string): string =>
  `${(statSync(file).size / 1024).toFixed(0).padStart(6)} KB  ${file.slice(ROOT.length + 1)}`;

const run = async (): Promise<void> => {
  for (const folder of ['lambda', 'cli']) rmSync(join(OUT, folder), { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const packages = bundledPackages(await buildBundles('dist'), ROOT);
  writeFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), noticesOf(packages, ROOT));
  writeFileSync(join(OUT, 'sbom.cdx.json'), sbomOf(packages, ROOT));
  const files = [
    ...[...HANDLERS, ...OPTIONAL_HANDLERS].map((handler) => join(OUT, 'lambda', handler, 'index.mjs')),
    join(OUT, 'cli', 'copy-audit.mjs'),
    join(OUT, 'cli', 'preview', 'page.js'),
  ];
  for (const file of files.filter((each) => existsSync(each))) console.log(sizeOf(file));
};

void run();
