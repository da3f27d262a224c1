/**
 * Runs a TypeScript program without building the package: `node scripts/run.mjs <entry.ts> [arguments…]`.
 * The program is bundled in a fraction of a second into a folder that git ignores, then loaded in this process.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { aliases, wholeNames } from './bundling.cjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
// Where a bundle lies decides which node_modules it finds: `npm run peers` has others.
const CACHE = process.env.RUN_FROM ?? join(ROOT, 'node_modules', '.cache', 'cdk-backup-copy-audit');

// Big, native, or looking for files beside themselves: loaded from node_modules, as in the built package.
const external = ['aws-cdk-lib', 'aws-cdk', 'constructs', 'cdk-nag', 'esbuild', 'eslint', 'playwright-core'];

/** A bundle lies in the cache; our sources still have to find the files that lie beside them. */
const ownFolders = {
  name: 'own-folders',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (path.includes('node_modules') || !source.includes('__dirname')) return undefined;
      return { loader: 'ts', contents: `const __dirname = ${JSON.stringify(dirname(path))};${source}` };
    });
  },
};

const bundled = async (entry) => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: `node${process.versions.node}`,
    sourcemap: 'inline',
    sourcesContent: false,
    outdir: CACHE,
    external,
    alias: aliases,
    plugins: [ownFolders, wholeNames],
    absWorkingDir: ROOT,
    logLevel: 'warning',
  });
  return outputFiles[0].contents;
};

/** Named for its content, and moved into place whole: two runs at once never read half a file. */
const cached = (entry, code) => {
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const file = join(CACHE, `${basename(entry, '.ts')}-${digest}.cjs`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, code);
  renameSync(partial, file);
  return file;
};

const [, , given, ...args] = process.argv;
if (given === undefined || !existsSync(given)) {
  console.error(given === undefined ? 'usage: node scripts/run.mjs <entry.ts> [arguments…]' : `There is no ${given}`);
  process.exit(1);
}
const entry = resolve(given);
const file = cached(entry, await bundled(entry));
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], relative(process.cwd(), entry), ...args];
createRequire(import.meta.url)(file);
