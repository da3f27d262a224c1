/**
 * Builds the bundles twice, here and from a copy of the sources elsewhere, in another time zone and with another umask, and
 * says which file differs: `npm run reproducible`. What was published can be made again, byte by byte, from its tag.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const MADE = ['lambda', 'cli', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'];

const bundle = (root: string, env: Readonly<Record<string, string>> = {}): void => {
  const args = [
    '-c',
    'umask "$1"; exec "$2" scripts/run.mjs scripts/bundle.ts',
    'sh',
    env['MASK'] ?? '022',
    process.execPath,
  ];
  execFileSync('sh', args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
};

const hashesIn = (root: string): Map<string, string> => {
  const dist = join(root, 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map(({ parentPath, name }) => join(parentPath, name).slice(dist.length + 1))
      .filter((file) => MADE.some((made) => file === made || file.startsWith(`${made}/`)))
      .sort()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(dist, file)))
          .digest('hex'),
      ]),
  );
};

/** The sources as they are, committed or not, with the packages that are installed here. */
const copied = (): string => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'another-place-'));
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of listed.split('\n').filter((each) => each !== '' && existsSync(join(ROOT, each))))
    cpSync(join(ROOT, file), join(elsewhere, file));
  symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
  return elsewhere;
};

const run = (): number => {
  const elsewhere = copied();
  try {
    bundle(ROOT);
    bundle(elsewhere, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', HOME: elsewhere, MASK: '077' });
    const [here, there] = [hashesIn(ROOT), hashesIn(elsewhere)];
    const files = [...new Set([...here.keys(), ...there.keys()])];
    const different = files.filter((file) => here.get(file) !== there.get(file));
    for (const file of files) console.log(`${different.includes(file) ? 'DIFFERS' : here.get(file)}  dist/${file}`);
    console.log(`${files.length} files, ${different.length} of them different`);
    return different.length === 0 && files.length > 0 ? 0 : 1;
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
};

process.exitCode = run();
