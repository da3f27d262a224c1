import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const DEPLOYED = join(ROOT, 'test', 'integ', 'custom-resource');

/** What the tests that deploy are called, with what they describe before it. */
const tests = readdirSync(DEPLOYED).flatMap((file) => {
  const text = readFileSync(join(DEPLOYED, file), 'utf8');
  const [, subject] = /describe\('(\w+)'/.exec(text) ?? [];
  return [...text.matchAll(/\bit\('([^']+)'/g)].map(([, name]) => `${subject} ${name}`);
});
const page = readFileSync(join(ROOT, 'docs', 'custom-resource.md'), 'utf8');
const paths = [...page.matchAll(/^\| ((?:create|update|delete|request)\b[^|]*?) \|/gm)].map(([, path]) => path!);

describe('docs/custom-resource.md', () => {
  it('has no path that no test deploys', () => {
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !tests.some((name) => name.startsWith(path)))).toEqual([]);
  });

  it('leaves out no path that a test deploys', () => {
    expect(tests.length).toBeGreaterThan(10);
    // A path that says only what CloudFormation does stands for its plain case, and for no other.
    const plain = paths.filter((path) => !path.includes(' '));
    const isPlain = (name: string) => plain.some((path) => /^(waits|keeps)\b/.test(name.slice(path.length + 1)));
    const isNamed = (name: string) => paths.some((path) => path.includes(' ') && name.startsWith(path));
    expect(tests.filter((name) => !isNamed(name) && !isPlain(name))).toEqual([]);
  });
});
