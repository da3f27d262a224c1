import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Control } from '../../../audit/control.js';
import { CONTROLS, controlNamed } from '../../../audit/controls/index.js';

const all: readonly Control[] = CONTROLS;
const root = join(__dirname, '../../..');
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const filesIn = (folder: string, ending: string) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

describe('the table of contents', () => {
  const names = all.map(({ name }) => kebab(name)).sort();

  it('lists each file of controls, which is named as its control is', () => {
    expect(filesIn('audit/controls', '.ts').filter((file) => file !== 'index')).toEqual(names);
  });

  it('lists controls that have a test', () => {
    const tested = new Set(filesIn('test/audit/controls', '.test.ts'));
    expect(names.filter((name) => !tested.has(name))).toEqual([]);
  });

  it('finds each control by its name, and no other', () => {
    expect(all.map(({ name }) => controlNamed(name))).toEqual(all);
    expect(() => controlNamed('complete')).toThrow('There is no control complete');
  });
});

describe.each(all.map((each) => [each.name, each] as const))('%s', (_, { title, description, remedy, options }) => {
  it('asks in one sentence, and says what to do in some', () => {
    expect(title).toMatch(/^[A-Z][^\n]{10,120}[^.\s]$/);
    expect(remedy).toMatch(/^[A-Z].{30,300}\.$/);
  });

  it('says why it is asked, by pages of AWS', () => {
    expect(description.length).toBeGreaterThan(200);
    const links = [...description.matchAll(/\]\((.*?)\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/[\w./#-]+$/);
  });

  it('explains each option', () => {
    for (const [option, schema] of Object.entries(options))
      expect([option, schema.description]).toEqual([option, expect.stringMatching(/^[A-Z].{20,}\.$/s)]);
  });
});
