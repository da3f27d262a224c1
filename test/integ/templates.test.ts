import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDefinitionFile } from '../../cli/definition-file.js';
import { MemberRoleStack } from '../../lib/index.js';
import { writeTemplates } from '../../scripts/release-template/write.js';
import { EXAMPLES } from '../kit/examples.js';
import { ROOT, cfnLint, hasPython } from './kit/install.js';

const IGNORED = {
  // The CDK makes a function wait for its role as well as for the role's policy; the first is implied and does no harm.
  W3005: 'a dependency that is already enforced',
  // The CDK's pipelines join their own names.
  E3703: 'Fn::Join where Fn::Sub would do',
};

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-templates-'));
afterAll(() => rmSync(folder, { recursive: true }));

const synthesized = new Map<string, string[]>();

/** Runs a program that declares an app, as the CDK CLI would; answers its templates. */
const templatesOf = (program: string, context: object = {}): string[] => {
  const key = `${program} ${JSON.stringify(context)}`;
  const known = synthesized.get(key);
  if (known !== undefined) return known;
  const outdir = mkdtempSync(join(folder, 'cdk.out-'));
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', program], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
  const templates = readdirSync(outdir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => join(outdir, name));
  synthesized.set(key, templates);
  return templates;
};

const describeLinter = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: cfn-lint wants Python 3.10 or later with venv, and there is none');

describeLinter('cfn-lint', () => {
  /** What it says, a line each. */
  const complaintsAbout = (
    templates: readonly string[],
    ignored: readonly string[] = Object.keys(IGNORED),
  ): string[] => {
    const ignoring = ignored.flatMap((rule) => ['--ignore-checks', rule]);
    const { status, stdout, stderr } = spawnSync(
      cfnLint(),
      ['--format', 'parseable', ...ignoring, '--template', ...templates],
      { encoding: 'utf8' },
    );
    if (status === null || (status !== 0 && stdout === '')) throw new Error(`cfn-lint did not run: ${stderr}`);
    return stdout.split('\n').filter((line) => line !== '');
  };

  it.each<[string, string, object]>([
    ['the app with its sample file', 'bin/app.ts', { definition: 'copy-audit.yaml' }],
    ['the app that leaves nothing behind', 'bin/app.ts', { definition: 'copy-audit.yaml', disposable: 'true' }],
    ...EXAMPLES.map((name): [string, string, object] => [`the example ${name}`, `examples/${name}.ts`, {}]),
  ])('finds nothing in %s', (_, program, context) => {
    const templates = templatesOf(program, context);
    expect(templates).not.toEqual([]);
    expect(complaintsAbout(templates)).toEqual([]);
  });

  it('finds nothing in the template that a StackSet brings to accounts', () => {
    const template = join(folder, 'member-role.json');
    writeFileSync(template, MemberRoleStack.template({ roleName: 'reader' }));
    expect(complaintsAbout([template])).toEqual([]);
  });

  it('finds nothing in the templates of a release, of which one has the reports of a file', () => {
    for (const reports of [undefined, readDefinitionFile('copy-audit.yaml').map(({ declared }) => declared)]) {
      const out = join(folder, 'release');
      const { templates } = writeTemplates(out, reports);
      expect(templates).toHaveLength(2);
      expect(complaintsAbout(templates.map((name) => join(out, name)))).toEqual([]);
    }
  });

  it('would find what is wrong, and does find what is ignored', () => {
    const template = join(folder, 'wrong.json');
    writeFileSync(
      template,
      JSON.stringify({ Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Nme: 'q' } } } }),
    );
    expect(complaintsAbout([template])).toEqual([expect.stringMatching(/:E3002:.*'Nme'/)]);
    const all = EXAMPLES.flatMap((name) => templatesOf(`examples/${name}.ts`));
    const rules = complaintsAbout(all, []).map((line) => line.split(':')[5]);
    expect([...new Set(rules)].sort()).toEqual(Object.keys(IGNORED).sort());
  });
});
