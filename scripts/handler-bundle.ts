import { join } from 'node:path';
import { type BuildOptions, type Metafile, build } from 'esbuild';

const ROOT = join(__dirname, '..');

/** Some of what is bundled still asks for CommonJS; the date and the machine never enter, so that two builds are equal. */
export const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

export const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node' as const,
  format: 'esm' as const,
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none' as const,
  metafile: true as const,
  logLevel: 'warning' as const,
} satisfies BuildOptions;

/** A function has its credentials in its environment; the SDK's chain of providers would be a tenth of its code. */
const CREDENTIALS = { '@aws-sdk/credential-provider-node': join(ROOT, 'aws', 'function-credentials.ts') };

/** How the handler of a function becomes `<folder>/<handler>/index.mjs`. */
export const handlerBundle = (handler: string, folder: string) =>
  ({
    ...COMMON,
    entryPoints: { index: join('lambda', `${handler}.ts`) },
    outdir: join(folder, handler),
    target: 'node22',
    banner: { js: REQUIRE },
    alias: CREDENTIALS,
  }) satisfies BuildOptions;

export const bundleHandler = async (handler: string, folder: string): Promise<Metafile> =>
  (await build(handlerBundle(handler, folder))).metafile;
