import { join } from 'node:path';
import { type BuildOptions, type Metafile, build } from 'esbuild';
import { HANDLERS, OPTIONAL_HANDLERS } from '../audit/environment.js';
import { aliases, wholeNames } from './bundling.cjs';
import { COMMON, REQUIRE, handlerBundle } from './handler-bundle.js';

const FOLDER =
  "import { dirname as __up } from 'node:path'; import { fileURLToPath as __path } from 'node:url'; const __dirname = __up(__path(import.meta.url));";

const commandBundle = (out: string) =>
  ({
    ...COMMON,
    entryPoints: { 'copy-audit': join('bin', 'copy-audit.ts') },
    outdir: join(out, 'cli'),
    target: 'node20',
    banner: { js: `${REQUIRE}${FOLDER}` },
    alias: aliases,
    plugins: [wholeNames],
  }) satisfies BuildOptions;

/** What `copy-audit preview` serves to a browser; the chart library is in no other bundle. */
const pageBundle = (out: string) =>
  ({
    ...COMMON,
    entryPoints: [
      { in: join('cli', 'preview', 'page', 'main.ts'), out: 'page' },
      { in: join('cli', 'preview', 'page', 'page.css'), out: 'page' },
    ],
    outdir: join(out, 'cli', 'preview'),
    platform: 'browser',
    outExtension: {},
    target: ['chrome120', 'firefox120', 'safari17'],
  }) satisfies BuildOptions;

/** Everything that runs without node_modules, below a folder: a function a handler, the command, the page of its preview. */
export const bundlesOf = (out: string) => [
  ...[...HANDLERS, ...OPTIONAL_HANDLERS].map((handler) => handlerBundle(handler, join(out, 'lambda'))),
  commandBundle(out),
  pageBundle(out),
];

export const buildBundles = (out: string): Promise<readonly Metafile[]> =>
  Promise.all(bundlesOf(out).map(async (bundle) => (await build(bundle)).metafile));
