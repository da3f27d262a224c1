import fc from 'fast-check';
import { parseDefinition } from '../../audit/definition.js';
import { parseDefinitionText } from '../../cli/definition-file.js';
import { checkDefinition } from '../../lib/definition-check.js';
import { FOREIGN_TEXT, STEERING, foreignTexts } from '../kit/foreign-text.js';

const refused = (parse: () => unknown): string => {
  try {
    parse();
  } catch (error) {
    if (error instanceof Error && error.name === 'DefinitionError') return error.message;
    throw error;
  }
  throw new Error('It was taken');
};
const inYaml = (text: string) => () => parseDefinitionText(text, 'copy-audit.yaml');

afterEach(() => {
  // What polluted the prototype of all objects would be seen here.
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('a definition', () => {
  const HOSTILE = '{"name":"R","__proto__":{"polluted":1}}';
  const TAG = '{"name":"R","filterSets":[{"name":"s","taggedWith":{"__proto__":"x","tier":"gold"}}]}';

  it.each([
    ['of JSON', () => parseDefinition(JSON.parse(HOSTILE))],
    ['of YAML', inYaml('name: R\n__proto__: {polluted: 1}\n')],
    ['of a construct', () => checkDefinition(JSON.parse(HOSTILE) as never)],
  ])('%s cannot hold __proto__, and no prototype changes', (_, parse) => {
    expect(refused(parse)).toContain('__proto__ cannot be the name of anything here');
  });

  it.each([
    ['of JSON', () => parseDefinition(JSON.parse(TAG))],
    ['of YAML', inYaml(TAG)],
    ['of a construct', () => checkDefinition(JSON.parse(TAG) as never)],
  ])('%s asks for no tag that would not be read: less would be asked, and more resources judged', (_, parse) => {
    expect(refused(parse)).toContain('taggedWith.__proto__');
  });

  it('may ask for tags of other names of JavaScript’s', () => {
    const taggedWith = { constructor: 'a', prototype: 'b', toString: 'c', hasOwnProperty: 'd' };
    const [set] = parseDefinition({ name: 'R', filterSets: [{ name: 's', taggedWith }] }).filterSets;
    expect(Object.entries(set?.taggedWith ?? {})).toEqual(Object.entries(taggedWith));
  });

  it.each(['constructor', 'prototype', 'toString', '<<'])('has no property %s, wherever it stands', (name) => {
    for (const given of [{ [name]: 1 }, { gate: { failOn: 'NEVER', [name]: 1 } }, { controls: [{ control: name }] }])
      expect(refused(() => parseDefinition({ name: 'R', ...given }))).toContain(name);
  });

  it('merges nothing by `<<`: what it would bring in is refused, not left out', () => {
    expect(refused(inYaml('name: R\ngate:\n  <<: {failOn: NON_COMPLIANT}\n'))).toMatch(
      /copy-audit\.yaml:3:3: gate.*"<<"/,
    );
  });

  it('may use an anchor again, and not a billion times', () => {
    const [report] = inYaml(
      'name: R\nfilterSets: [{name: a, createdWithin: &long 7d}, {name: b, createdWithin: *long}]',
    )();
    expect(report?.definition.filterSets).toHaveLength(2);
    const letters = [...'abcdefghij'];
    const laughs = letters.map((letter, n) => {
      const before = n === 0 ? '"lol"' : `*${letters[n - 1]}`;
      return `${letter}: &${letter} [${Array(9).fill(before).join(', ')}]`;
    });
    expect(refused(inYaml([...laughs, 'name: *j'].join('\n')))).toMatch(/copy-audit\.yaml:1:1.*alias/);
  });

  it('is refused where it is its own part, or far too deep', () => {
    expect(refused(inYaml('&a\nname: R\nfilterSets: *a\n'))).toMatch(/filterSets: expected at least one filter set/);
    for (const deep of [`${'['.repeat(5_000)}${']'.repeat(5_000)}`, `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`]) {
      expect(refused(() => parseDefinition(JSON.parse(`{"name":${deep}}`)))).toMatch(/name: expected a name/);
      expect(refused(inYaml(`{"name":${deep}}`))).toMatch(/copy-audit\.yaml:1:/);
    }
  });

  it('is refused where it is too long, as a whole, in a text or in a list, with how long it may be', () => {
    expect(refused(inYaml(`name: R # ${'x'.repeat(1_000_000)}`))).toMatch(/at most 1000000 characters, got 1000010/);
    const with_ = (given: object) => refused(() => parseDefinition({ name: 'R', ...given }));
    const many = <T>(of: (n: number) => T): T[] => Array.from({ length: 1_001 }, (_, n) => of(n));
    expect(with_({ filterSets: many((n) => ({ name: `s${n}` })) })).toMatch(
      /filterSets: expected at most 1000 entries/,
    );
    expect(with_({ controls: many((n) => ({ control: 'completed', id: `c${n}` })) })).toMatch(
      /controls: expected at most 1000/,
    );
    expect(with_({ exemptions: many((n) => ({ job: `j${n}`, reason: 'r', until: '2099-01-01' })) })).toMatch(
      /at most 1000 exemptions/,
    );
    const long = 'x'.repeat(2_049);
    for (const given of [
      { filterSets: [{ name: 's', resourceArn: `arn:aws:rds:a:b:${long}` }] },
      { filterSets: [{ name: 's', resourceType: long }] },
      { filterSets: [{ name: 's', targets: [{ role: { name: long } }] }] },
      { controls: [{ control: 'completed', resourceArns: [long] }] },
      { exemptions: [{ resource: long, reason: 'r', until: '2099-01-01' }] },
    ])
      expect(with_(given)).toMatch(/of at most 2048 characters, got/);
    expect(with_({ exemptions: [{ resource: '*', reason: long, until: '2099-01-01' }] })).toMatch(
      /at most 1000 characters/,
    );
    expect(with_({ filterSets: [{ name: 's', taggedWith: { tier: long } }] })).toMatch(/at most 256 characters/);
  });

  it.each(foreignTexts)('is named in what refuses it, and steers nothing: %s', (_, text) => {
    for (const given of [
      { name: `!${text}` },
      { name: 'R', [text]: 1 },
      { name: 'R', gate: text },
      { name: 'R', schedule: text },
    ]) {
      const message = refused(() => parseDefinition(JSON.parse(JSON.stringify(given))));
      expect(STEERING.exec(message)).toBeNull();
      // CloudFormation shows nothing of a longer one.
      expect(Buffer.byteLength(message)).toBeLessThan(3_700);
    }
  });

  it('has names that no key of the table can be made of by chance', () => {
    const accepted = (name: string): boolean => {
      try {
        return parseDefinition({ name }).name === name;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...Object.values(FOREIGN_TEXT)), fc.string()), (name) => {
        if (accepted(name)) expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      }),
    );
  });
});
