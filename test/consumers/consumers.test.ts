import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES, ROOT, isThere } from './languages.js';

type Template = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const STACK = 'CopyAudit.template.json';
const templateIn = (folder: string): Template => JSON.parse(readFileSync(join(folder, STACK), 'utf8')) as Template;

/** The app that the README shows, out of the sources. */
const ofTheSources = (): Template => {
  const folder = mkdtempSync(join(tmpdir(), 'sources-'));
  try {
    const env = { ...process.env, CDK_OUTDIR: folder };
    execFileSync('node', ['scripts/run.mjs', 'examples/quick-start.ts'], { cwd: ROOT, env, stdio: 'pipe' });
    return templateIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const difference = (mine: Template, theirs: Template): string[] =>
  [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap((section) => {
    const [left = {}, right = {}] = [mine[section], theirs[section]];
    return [...new Set([...Object.keys(left), ...Object.keys(right)])]
      .filter((id) => JSON.stringify(left[id]) !== JSON.stringify(right[id]))
      .map((id) => `${section}/${id}: ${JSON.stringify(right[id])} instead of ${JSON.stringify(left[id])}`);
  });

describe('an app of a stranger, with the packed library', () => {
  const sources = ofTheSources();

  it('is compared with all that the sources synthesize', () => {
    expect(Object.keys(sources['Resources'] ?? {}).length).toBeGreaterThan(40);
    const changed = { ...sources, Outputs: {} };
    expect(difference(sources, changed)).toEqual([expect.stringContaining('Outputs/Status: undefined')]);
  });

  for (const { name, probe, install, synth } of LANGUAGES) {
    if (!isThere(probe)) {
      process.stderr.write(`Skipping ${name}: there is no ${probe[0]} on this machine\n`);
      it.skip(`synthesizes the same in ${name}`, () => undefined);
      continue;
    }
    it(`synthesizes the same in ${name}`, () => {
      const folder = mkdtempSync(join(tmpdir(), `consumer-${name}-`));
      try {
        cpSync(join(__dirname, name), folder, { recursive: true });
        install(folder);
        synth(folder, { ...process.env, CDK_OUTDIR: join(folder, 'cdk.out') });
        expect(difference(sources, templateIn(join(folder, 'cdk.out')))).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
