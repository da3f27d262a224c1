import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, declaredApps, rememberingCdk } from './kit/examples.js';
import { nagFindingsOf } from './kit/nag.js';
import { type Resource, flat } from './kit/synth.js';

jest.mock('aws-cdk-lib', () => rememberingCdk());

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/**
 * The resources of each template, by what CloudFormation knows them: another logical id is another resource, and the one
 * that is deployed somewhere goes. Of reports their definitions too.
 */
const outlineOf = (assembly: string): string =>
  readdirSync(assembly, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.template.json'))
    .sort()
    .flatMap((name) => {
      const { Resources } = JSON.parse(readFileSync(join(assembly, name), 'utf8')) as Template;
      return [name.replace(/\.template\.json$/, ''), ...Object.entries(Resources).map(lineOf)];
    })
    .join('\n');

const lineOf = ([id, { Type, Properties = {} }]: [string, Resource]): string => {
  const { Definition: definition } = Properties;
  return `  ${id}: ${Type}${definition === undefined ? '' : `\n    ${flat(definition)}`}`;
};

describe.each(EXAMPLES)('the example %s', (name) => {
  beforeAll(async () => {
    declaredApps.length = 0;
    // An example is a program: loading it declares its app.
    await import(`../examples/${name}.ts`);
  });

  it('gives rule packs nothing that is not explained or put right', () => {
    expect(declaredApps).not.toEqual([]);
    expect(declaredApps.flatMap((app) => nagFindingsOf(app))).toEqual([]);
  });

  it('declares what whoever deployed it has', () => {
    expect(declaredApps.map((app) => outlineOf(app.synth().directory)).join('\n')).toMatchSnapshot();
  });
});
