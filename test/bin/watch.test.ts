import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { findDefinitionFile } from '../../cli/definition-file.js';
import { HANDLERS } from '../../audit/environment.js';

const root = join(__dirname, '..', '..');
const { watch } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
  watch: { include: string[]; exclude: string[] };
};

/** The patterns that are here: a folder with all that is below it, or a file's name with any ending. */
const covers = (pattern: string, file: string): boolean =>
  file.startsWith(pattern.replace(/\*\*?$/, '')) && (pattern.endsWith('/**') || !file.includes('/'));
const isWatched = (file: string): boolean =>
  watch.include.some((pattern) => covers(pattern, file)) && !watch.exclude.some((pattern) => covers(pattern, file));

describe('cdk watch', () => {
  it('looks at every source of the app', async () => {
    const { metafile } = await build({
      entryPoints: ['bin/app.ts'],
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      packages: 'external',
    });
    const sources = Object.keys(metafile.inputs);
    expect(sources).toContain('lib/copy-job-auditor.ts');
    expect(sources.filter((file) => !isWatched(file))).toEqual([]);
  });

  it('looks at the reports, and at what the functions run', () => {
    const file = findDefinitionFile(root)?.slice(root.length + 1) ?? '';
    expect([file, isWatched(file)]).toEqual(['copy-audit.yaml', true]);
    for (const handler of HANDLERS) expect(isWatched(`dist/lambda/${handler}/index.mjs`)).toBe(true);
  });

  it('does not look at what a deployment itself writes, nor at what no deployment reads', () => {
    for (const file of ['cdk.out/manifest.json', 'node_modules/.cache/app.cjs', 'coverage/results.json', '.integ/log'])
      expect([file, isWatched(file)]).toEqual([file, false]);
    expect(isWatched('cli/preview/page/main.ts')).toBe(false);
    for (const pattern of watch.include.filter((each) => each.endsWith('/**') && !each.startsWith('dist/')))
      expect([pattern, existsSync(join(root, pattern.slice(0, -3)))]).toEqual([pattern, true]);
  });
});
