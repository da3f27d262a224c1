import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROLS } from '../../audit/controls/index.js';
import { generatedFiles } from '../../scripts/generated-files.js';
import { typeWords } from '../../audit/option-words.js';

const root = join(__dirname, '../..');

describe('generated files', () => {
  it.each(Object.entries(generatedFiles()))('%s is what `npm run docs` writes', (file, contents) => {
    expect(readFileSync(join(root, file), 'utf8')).toBe(contents);
  });

  it('the reference explains every option of every control', () => {
    const page = generatedFiles()['docs/controls.md'] ?? '';
    for (const { name, options } of CONTROLS) {
      const [, section = ''] = page.split(`\n## ${name}\n`);
      const [own = ''] = section.split('\n## ');
      const rows = own
        .split('\n')
        .filter((line) => /^\| `/.test(line))
        .map((line) => line.split(' | '));
      expect(rows.map(([option]) => option)).toEqual(Object.keys(options).map((option) => `| \`${option}\``));
      for (const row of rows) expect(row.at(-1)).toMatch(/^\w.*\w.* \|$/);
    }
  });
});

describe('the words for an option', () => {
  it.each([
    [{ type: 'string', examples: ['26h', '35d'] }, 'duration (`26h`)'],
    [{ type: 'string', examples: ['2027-03-31'] }, 'time (`2027-03-31`)'],
    [{ type: 'string' }, 'text'],
    [{ type: 'string', enum: ['A', 'B'] }, '`A` or `B`'],
    [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, 'whole number of at least 1'],
    [{ type: 'number', minimum: 0, maximum: 100 }, 'number from 0 to 100'],
    [{ type: 'array', items: { type: 'string' } }, 'list of texts'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'names with text'],
    [{ type: 'object', properties: { types: { type: 'boolean' } } }, 'object: `types` (`true` or `false`)'],
  ])('%j', (schema, words) => {
    expect(typeWords(schema)).toBe(words);
  });
});
