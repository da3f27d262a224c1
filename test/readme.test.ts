import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocksOf = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block);

describe('the README', () => {
  it('declares what the examples declare, which are compiled by the linter and synthesized here', () => {
    const examples = ['quick-start.ts', 'another-stack.ts'].map((file) =>
      readFileSync(join(ROOT, 'examples', file), 'utf8').replaceAll("'../lib/index.js'", "'cdk-backup-copy-audit'"),
    );
    expect(blocksOf('ts')).toEqual(examples);
  });

  it.each(['quick-start', 'another-stack', 'organization'])('synthesizes %s', async (name) => {
    // An example is a program: loading it declares its stacks.
    await expect(import(`../examples/${name}.ts`)).resolves.toBeDefined();
  });

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = blocksOf('sh').flatMap((block) =>
      [...block.matchAll(/npm (?:run )?(\w+)/g)].map(([, name]) => name),
    );
    for (const name of commands.filter((each) => each !== 'install')) expect(scripts).toHaveProperty(name ?? '');
    expect(readFileSync(join(ROOT, '.ci', 'run'), 'utf8')).toContain('npm test');
  });

  it('links to files that are there', () => {
    for (const [, link = ''] of readme.matchAll(/\]\(((?!https?:)[^)#]+)\)/g))
      expect({ link, content: readFileSync(join(ROOT, link), 'utf8').length > 0 }).toEqual({ link, content: true });
  });
});
