import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** Runs a program that declares apps, as the CDK CLI would; their templates come into a folder of that name. */
const synthesize = (name: string, program: string, context: object = {}): void => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', program], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: join(folder, name), CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
};

const templatesIn = (name: string): string[] =>
  readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => join(folder, name, file));

const APPS: readonly (readonly [title: string, folder: string])[] = [
  ['the app with its sample file', 'app'],
  ['the app that leaves nothing behind', 'disposable'],
  ...EXAMPLES.map((name) => [`the example ${name}`, join('examples', name)] as const),
  ['the template that a StackSet brings to accounts', 'member'],
  ['the templates of a release', 'release'],
  ['the templates of a release that has the reports of a file', 'release-with-reports'],
];

const describeLinter = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: cfn-lint wants Python 3.10 or later with venv, and there is none');

describeLinter('cfn-lint', () => {
  interface Complaint {
    readonly template: string;
    readonly rule: string;
    readonly line: string;
  }
  let complaints: readonly Complaint[] = [];
  const complaintsAbout = (templates: readonly string[]): Complaint[] =>
    complaints.filter(({ template }) => templates.includes(template));

  // All at once: it takes longer to load than to look at a template.
  beforeAll(() => {
    synthesize('app', 'bin/app.ts', { definition: 'copy-audit.yaml' });
    synthesize('disposable', 'bin/app.ts', { definition: 'copy-audit.yaml', disposable: 'true' });
    synthesize('examples', 'scripts/all-examples.ts');
    for (const name of ['member', 'wrong']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'member', 'role.template.json'), MemberRoleStack.template({ roleName: 'reader' }));
    const wrong = { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { Nme: 'q' } } } };
    writeFileSync(join(folder, 'wrong', 'queue.template.json'), JSON.stringify(wrong));
    writeTemplates(join(folder, 'release'));
    const reports = readDefinitionFile('copy-audit.yaml').map(({ declared }) => declared);
    writeTemplates(join(folder, 'release-with-reports'), reports);
    const templates = [...APPS.map(([, name]) => name), 'wrong'].flatMap(templatesIn);
    const { status, stdout, stderr } = spawnSync(cfnLint(), ['--format', 'parseable', '--template', ...templates], {
      encoding: 'utf8',
    });
    if (status === null || (status !== 0 && stdout === '')) throw new Error(`cfn-lint did not run: ${stderr}`);
    complaints = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [template = '', , , , , rule = ''] = line.split(':');
        return { template, rule, line };
      });
  });

  it.each(APPS)('finds nothing in %s', (_, name) => {
    const templates = templatesIn(name);
    if (name.startsWith('release')) expect(templates).toHaveLength(2);
    expect(templates).not.toEqual([]);
    const found = complaintsAbout(templates).filter(({ rule }) => !(rule in IGNORED));
    expect(found.map(({ line }) => line)).toEqual([]);
  });

  it('would find what is wrong, and does find what is ignored', () => {
    const lines = complaintsAbout(templatesIn('wrong')).map(({ line }) => line);
    expect(lines).toEqual([expect.stringMatching(/:E3002:.*'Nme'/)]);
    const rules = complaintsAbout(templatesIn('examples')).map(({ rule }) => rule);
    expect([...new Set(rules)].sort()).toEqual(Object.keys(IGNORED).sort());
  });
});
