import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parse } from 'yaml';
import { parseDefinitionText } from '../cli/definition-file.js';
import { type Block, ROOT, anchorsOf, blocksOf, isStretchOf, pages } from './kit/documents.js';

const all = pages();
const blocks = all.flatMap(blocksOf);
const inLanguage = (language: string): [string, Block][] =>
  blocks.filter((block) => block.language === language).map((block) => [`${block.page}:${block.line}`, block]);

/** Programs that the linter compiles and the tests synthesize, as users would write them. */
const examples = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) =>
    readFileSync(join(ROOT, 'examples', file), 'utf8').replaceAll("'../lib/index.js'", "'cdk-backup-copy-audit'"),
  );

describe('the documentation', () => {
  it('has blocks of languages that are tested here, and pictures', () => {
    const others = blocks.filter(({ language }) => !['', 'ts', 'yaml', 'sh', 'json', 'sql'].includes(language));
    expect(others.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
  });

  it.each(inLanguage('ts'))('declares what an example declares: %s', (_, { code }) => {
    expect(examples.some((example) => isStretchOf(code, example))).toBe(true);
  });

  it('shows JSON that is JSON', () => {
    for (const [, { code }] of inLanguage('json')) expect(() => JSON.parse(code) as unknown).not.toThrow();
  });

  it.each(inLanguage('yaml').filter(([, { code }]) => isDefinition(code)))('defines reports: %s', (place, { code }) => {
    const isPart = !/^(reports|name):/m.test(code);
    const reports = parseDefinitionText(isPart ? `name: Part\n${code}` : code, place);
    expect(reports).not.toEqual([]);
  });

  it.each(all.map(({ path, text }) => [path, text]))('links to pages and headings that are there: %s', (path, text) => {
    const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const broken = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? path : normalize(join(dirname(path), file));
      const found = join(ROOT, target);
      if (!existsSync(found)) return true;
      return anchor !== undefined && !(statSync(found).isFile() && anchorsOf(readFileSync(found, 'utf8')).has(anchor));
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('has an index that leads to every page', () => {
    const index = all.find(({ path }) => path === 'docs/README.md')?.text ?? '';
    const linked = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page]) => `docs/${page}`);
    const others = all.map(({ path }) => path).filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect([...new Set(linked)].sort()).toEqual([...others].sort());
  });

  it('is told from what it is not', () => {
    expect(isStretchOf('b\nc\n', 'a\n  b\n  c\nd')).toBe(true);
    expect(isStretchOf('b\nd\n', 'a\n  b\n  c\nd')).toBe(false);
    expect(isStretchOf('b', 'abc')).toBe(false);
    expect([...anchorsOf('# How, and *why*?\n<a id="x"></a>\n```\n# no\n```')]).toEqual(['how-and-why', 'x']);
  });
});

function isDefinition(code: string): boolean {
  const content: unknown = parse(code, { logLevel: 'silent' });
  return typeof content === 'object' && content !== null && !('Resources' in content) && !('jobs' in content);
}
