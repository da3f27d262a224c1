import { join } from 'node:path';
import { type Metafile, build } from 'esbuild';
import { HANDLERS } from '../audit/environment.js';
import { aliases, wholeNames } from './bundling.cjs';
import { COMMON, REQUIRE, bundleHandler } from './handler-bundle.js';

const FOLDER =
  "import { dirname as __up } from 'node:path'; import { fileURLToPath as __path } from 'node:url'; const __dirname = __up(__path(import.meta.url));";

const bundleCommand = async (out: string): Promise<Metafile> => {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: { 'copy-audit': join('bin', 'copy-audit.ts') },
    outdir: join(out, 'cli'),
    target: 'node20',
    banner: { js: `${REQUIRE}${FOLDER}` },
    alias: aliases,
    plugins: [wholeNames],
  });
  return metafile;
};

/** What `copy-audit preview` serves to a browser; the chart library is in no other bundle. */
const bundlePage = async (out: string): Promise<Metafile> => {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [
      { in: join('cli', 'preview', 'page', 'main.ts'), out: 'page' },
      { in: join('cli', 'preview', 'page', 'page.css'), out: 'page' },
    ],
    outdir: join(out, 'cli', 'preview'),
    platform: 'browser',
    outExtension: {},
    target: ['chrome120', 'firefox120', 'safari17'],
  });
  return metafile;
};

/** Everything that runs without node_modules, below a folder: a function a handler, the command, the page of its preview. */
export const buildBundles = async (out: string): Promise<readonly Metafile[]> => [
  ...(await Promise.all(HANDLERS.map((handler) => bundleHandler(handler, join(out, 'lambda'))))),
  await bundleCommand(out),
  await bundlePage(out),
];
