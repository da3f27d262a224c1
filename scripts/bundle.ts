/**
 * Bundles what runs without node_modules: a function a handler (dist/lambda), the command and the page of its preview
 * (dist/cli). They ship with the
 * package, so that no consumer needs a bundler or Docker at synth, whatever the language.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, type Metafile, build } from 'esbuild';
import { HANDLERS } from '../audit/environment.js';
import { aliases, wholeNames } from './bundling.cjs';
import { noticesOf } from './notices.js';

const ROOT = join(__dirname, '..');
const OUT = join(ROOT, 'dist');

// Some of what is bundled still asks for CommonJS; the date and the machine never enter, so that two builds are equal.
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
const FOLDER =
  "import { dirname as __up } from 'node:path'; import { fileURLToPath as __path } from 'node:url'; const __dirname = __up(__path(import.meta.url));";

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node' as const,
  format: 'esm' as const,
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  // Names of classes are names of errors, which logs and tests read.
  keepNames: true,
  legalComments: 'none' as const,
  metafile: true as const,
  logLevel: 'warning' as const,
} satisfies BuildOptions;

/** A function has its credentials in its environment; the SDK's chain of providers would be a tenth of its code. */
const functionCredentials = { '@aws-sdk/credential-provider-node': join(ROOT, 'aws', 'function-credentials.ts') };

const bundleHandlers = async (): Promise<Metafile[]> => {
  const metafiles: Metafile[] = [];
  for (const handler of HANDLERS) {
    const { metafile } = await build({
      ...common,
      entryPoints: { index: join('lambda', `${handler}.ts`) },
      outdir: join('dist', 'lambda', handler),
      target: 'node22',
      banner: { js: REQUIRE },
      alias: functionCredentials,
    });
    metafiles.push(metafile);
  }
  return metafiles;
};

const bundleCommand = async (): Promise<Metafile> => {
  const { metafile } = await build({
    ...common,
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
    ...common,
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
  const metafiles = [...(await bundleHandlers()), await bundleCommand(), await bundlePage()];
  writeFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), noticesOf(metafiles, ROOT));
  const files = [
    ...HANDLERS.map((handler) => join(OUT, 'lambda', handler, 'index.mjs')),
    join(OUT, 'cli', 'copy-audit.mjs'),
    join(OUT, 'cli', 'preview', 'page.js'),
  ];
  for (const file of files.filter((each) => existsSync(each))) console.log(sizeOf(file));
};

void run();
