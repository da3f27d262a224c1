/**
 * Bundles what runs without node_modules: a function a handler (dist/lambda), the command and the page of its preview
 * (dist/cli). They ship with the
 * package, so that no consumer needs a bundler or Docker at synth, whatever the language.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Metafile, build } from 'esbuild';
import { HANDLERS } from '../audit/environment.js';
import { aliases, wholeNames } from './bundling.cjs';
import { COMMON, REQUIRE, bundleHandler } from './handler-bundle.js';
import { noticesOf } from './notices.js';

const ROOT = join(__dirname, '..');
const OUT = join(ROOT, 'dist');

const FOLDER =
  "import { dirname as __up } from 'node:path'; import { fileURLToPath as __path } from 'node:url'; const __dirname = __up(__path(import.meta.url));";

const bundleCommand = async (): Promise<Metafile> => {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: { 'copy-audit': join('bin', 'copy-audit.ts') },
    outdir: join('dist', 'cli'),
    target: 'node20',
    banner: { js: `${REQUIRE}${FOLDER}` },
    alias: aliases,
    plugins: [wholeNames],
  });
  return metafile;
};

/** What `copy-audit preview` serves to a browser; the chart library is in no other bundle. */
const bundlePage = async (): Promise<Metafile> => {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [
      { in: join('cli', 'preview', 'page', 'main.ts'), out: 'page' },
      { in: join('cli', 'preview', 'page', 'page.css'), out: 'page' },
    ],
    outdir: join('dist', 'cli', 'preview'),
    platform: 'browser',
    outExtension: {},
    target: ['chrome120', 'firefox120', 'safari17'],
  });
  return metafile;
};

const sizeOf = (file: string): string =>
  `${(statSync(file).size / 1024).toFixed(0).padStart(6)} KB  ${file.slice(ROOT.length + 1)}`;

const run = async (): Promise<void> => {
  for (const folder of ['lambda', 'cli']) rmSync(join(OUT, folder), { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const handlers = await Promise.all(HANDLERS.map((handler) => bundleHandler(handler, join('dist', 'lambda'))));
  const metafiles = [...handlers, await bundleCommand(), await bundlePage()];
  writeFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), noticesOf(metafiles, ROOT));
  const files = [
    ...HANDLERS.map((handler) => join(OUT, 'lambda', handler, 'index.mjs')),
    join(OUT, 'cli', 'copy-audit.mjs'),
    join(OUT, 'cli', 'preview', 'page.js'),
  ];
  for (const file of files.filter((each) => existsSync(each))) console.log(sizeOf(file));
};

void run();
