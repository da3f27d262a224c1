import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefinitionError } from '../../audit/errors.js';
import { findDefinitionFile, parseDefinitionText, readDefinitionFile } from '../../cli/definition-file.js';

const problemsOf = (text: string): string[] => {
  try {
    parseDefinitionText(text, 'copy-audit.yaml');
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};

describe('a file of reports', () => {
  it('is read as it is written and as it is meant', () => {
    const text = `
reports:
  - name: Offsite
    filterSets: [{ name: databases, createdWithin: 7d }]
    controls:
      - { control: freshWithin, within: 26h }
  - name: Volumes
`;
    const [offsite, volumes] = parseDefinitionText(text, 'copy-audit.yaml');
    expect(offsite?.declared).toEqual({
      name: 'Offsite',
      filterSets: [{ name: 'databases', createdWithin: '7d' }],
      controls: [{ control: 'freshWithin', within: '26h' }],
    });
    expect(offsite?.definition.controls).toMatchObject([{ within: 93_600_000, from: 'COPY_CREATION' }]);
    expect(volumes?.definition.filterSets).toMatchObject([{ name: 'all' }]);
  });

  it('may be a single report, in YAML or in JSON with tabs', () => {
    expect(parseDefinitionText('name: Offsite', 'copy-audit.yaml')).toMatchObject([{ declared: { name: 'Offsite' } }]);
    const json = JSON.stringify({ reports: [{ name: 'Offsite', gate: { failOn: 'NEVER' } }] }, undefined, '\t');
    expect(parseDefinitionText(json, 'copy-audit.json')).toMatchObject([{ definition: { name: 'Offsite' } }]);
  });
});

describe('a mistake in it is told with its line, its column and its path', () => {
  it.each<[string, string, string]>([
    [
      'a value',
      'reports:\n  - name: Offsite\n    filterSets:\n      - name: databases\n        pageSize: 1001\n',
      'copy-audit.yaml:5:19: reports[0].filterSets[0].pageSize: ',
    ],
    [
      'a property that is none, at its key',
      'reports:\n  - name: Offsite\n    schedul: rate(1 day)\n',
      'copy-audit.yaml:3:5: reports[0]: "schedul" is not a property',
    ],
    [
      'a value that is missing, at what should hold it',
      'name: Offsite\ncontrols:\n  - control: completed\n  - control: freshWithin\n',
      'copy-audit.yaml:4:5: controls[1].within: ',
    ],
    [
      'two reports of one name, at the second',
      'reports:\n  - name: Offsite\n  - name: Offsite\n',
      'copy-audit.yaml:3:11: reports[1].name: two reports have the name "Offsite"',
    ],
    [
      'a text that is no YAML',
      'name: [Offsite\n',
      'copy-audit.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['nothing at all', '# later\n', 'copy-audit.yaml:1:1: expected a list of reports, "reports:", got null'],
    [
      'a newer version',
      'version: 2\nreports:\n  - name: Offsite\n',
      'copy-audit.yaml:1:10: version: expected version 1, got 2',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  });

  it('a file of aliases that would fill the memory', () => {
    const bomb = [
      'a: &a [x, x]',
      ...[...'bcdefgh'].map((each, index) => {
        const before = 'abcdefg'[index];
        return `${each}: &${each} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
      }),
    ].join('\n');
    expect(problemsOf(bomb)).toEqual([expect.stringMatching(/^copy-audit.yaml:1:1: .*alias/)]);
  });
});

describe('the file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is found by its name', () => {
    expect(findDefinitionFile(folder)).toBeUndefined();
    writeFileSync(join(folder, 'copy-audit.json'), '{"name": "Offsite"}');
    expect(findDefinitionFile(folder)).toBe(join(folder, 'copy-audit.json'));
    writeFileSync(join(folder, 'copy-audit.yaml'), 'name: Volumes');
    expect(readDefinitionFile(findDefinitionFile(folder) ?? '')).toMatchObject([{ declared: { name: 'Volumes' } }]);
  });

  it('that is not there is named', () => {
    const file = join(folder, 'none.yaml');
    expect(() => readDefinitionFile(file)).toThrow(/none.yaml: cannot be read: .*ENOENT/);
  });
});
