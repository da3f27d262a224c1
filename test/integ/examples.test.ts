import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { cdkOrFail } from './kit/cdk.js';
import { ACCOUNT, type Emulator, REGION, startEmulator } from './kit/emulator.js';
import { ROOT, hasPython } from './kit/install.js';

const REPORT = 'Custom::CopyComplianceReport';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}
interface Template {
  Resources: Record<string, Resource>;
}

/** What the emulator's CloudFormation cannot make: alarms over others, alarms over calculations, what a plan backs up. */
const isUnknown = ({ Type, Properties }: Resource): boolean =>
  ['AWS::CloudWatch::CompositeAlarm', 'AWS::Backup::BackupSelection'].includes(Type) ||
  (Type === 'AWS::CloudWatch::Alarm' && Properties?.['Metrics'] !== undefined);

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Synthesizes an example and leaves out what the emulator does not know; answers its reports, by stack. */
const synthesize = (name: string, environment: NodeJS.ProcessEnv): Map<string, string[]> => {
  const outdir = join(folder, name);
  const env = { ...process.env, ...environment, CDK_OUTDIR: outdir };
  execFileSync(process.execPath, ['scripts/run.mjs', `examples/${name}.ts`], { cwd: ROOT, env, stdio: 'pipe' });
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  return new Map(
    templates.map((file) => {
      const template = JSON.parse(readFileSync(join(outdir, file), 'utf8')) as Template;
      const known = Object.entries(template.Resources).filter(([, resource]) => !isUnknown(resource));
      template.Resources = Object.fromEntries(known);
      writeFileSync(join(outdir, file), JSON.stringify(template));
      const reports = known.filter(([, { Type }]) => Type === REPORT).map(([id]) => id);
      return [file.replace('.template.json', ''), reports.sort()];
    }),
  );
};

const describeDeployment = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: the emulator wants Python 3.10 or later with venv, and there is none');

// Not those that ask for what the emulator does not have: nested stacks, StackSets, CodePipeline, a VPC of one's own.
describeDeployment('an example deploys, and each of its reports has a run:', () => {
  let emulator: Emulator;
  const options = ['--no-notices', '--require-approval', 'never'];

  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator?.stop());

  /** An account without anything. */
  const begin = async (): Promise<void> => {
    await fetch(`${emulator.url}/_ministack/reset`, { method: 'POST' });
    await cdkOrFail(['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--no-notices'], emulator.environment);
  };

  /** Reports that CloudFormation says it has made, which it does when their first run is published. */
  const reportsIn = async (stack: string): Promise<string[]> => {
    const client = new CloudFormationClient({
      endpoint: emulator.url,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: stack }));
    return StackResources.filter(
      ({ ResourceType, ResourceStatus }) => ResourceType === REPORT && ResourceStatus === 'CREATE_COMPLETE',
    )
      .map(({ LogicalResourceId }) => LogicalResourceId ?? '')
      .sort();
  };

  const deploys = async (name: string): Promise<void> => {
    const stacks = synthesize(name, emulator.environment);
    await cdkOrFail(['deploy', '--all', '--app', join(folder, name), ...options], emulator.environment);
    const declared = [...stacks].filter(([, reports]) => reports.length > 0);
    expect(declared).not.toEqual([]);
    for (const [stack, reports] of declared) expect([stack, await reportsIn(stack)]).toEqual([stack, reports]);
  };

  // The second of two finds the auditor of the first by its name.
  it.each<[string, string[]]>([
    ['quick-start, then another-stack', ['quick-start', 'another-stack']],
    ['first-report, then own-dashboard', ['first-report', 'own-dashboard']],
    ['three-teams', ['three-teams']],
    ['backup-plan', ['backup-plan']],
  ])('%s', async (_, names) => {
    await begin();
    for (const name of names) await deploys(name);
  });
});
