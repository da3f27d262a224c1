import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTemplates } from '../../scripts/release-template/write.js';
import { ReportReader } from '../../aws/table/reader.js';
import { Table } from '../../aws/table/table.js';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { blocksOf, pages } from '../kit/documents.js';
import { type Ran, runBlock } from '../kit/shell.js';
import { type Emulator, REGION, startEmulator } from './kit/emulator.js';
import { awsCli, hasPython } from './kit/install.js';

const blocks = pages()
  .filter(({ path }) => path === 'docs/plain-cloudformation.md')
  .flatMap(blocksOf);
const commandsWith = (text: string): string => {
  const found = blocks.filter(({ language, code }) => language === 'sh' && code.includes(text));
  if (found.length !== 1) throw new Error(`The page has ${found.length} blocks with ${text}`);
  return found[0]!.code;
};
const stackOfReports = blocks.find(({ language }) => language === 'yaml')?.code ?? '';

// What no page says is where this test's AWS Backup is.
const AWS = `if [[ "$1 $2" == "cloudformation deploy" && "$*" == *AssetsBucket=* ]]; then set -- "$@" "BackupEndpointUrl=$SANDBOX"; fi
"$AWS" "$@"`;

const describePage = hasPython() ? describe : describe.skip;
if (!hasPython())
  console.warn('Skipped: the AWS CLI and the emulator want Python 3.10 or later with venv, and there is none');

// Each goes on where the one before ended, as on the page.
describePage('the templates of a release, deployed as the page says with AWS’s own command line', () => {
  const out = mkdtempSync(join(tmpdir(), 'copy-audit-release-'));
  let emulator: Emulator;
  let sandbox: Sandbox;
  let environment: Record<string, string>;
  let reader: ReportReader;

  /** Where the release was unpacked. */
  const run = async (code: string): Promise<Ran> => {
    const ran = await runBlock(`cd "$RELEASE"\n${code}`, { aws: AWS }, {}, environment);
    rmSync(ran.folder, { recursive: true });
    const failed = ran.calls.filter((call) => call.code !== 0);
    if (failed.length > 0) throw new Error(`${JSON.stringify(failed, undefined, 2)}\n${ran.out}\n${ran.err}`);
    expect(ran.calls).not.toEqual([]);
    return ran;
  };

  beforeAll(async () => {
    writeTemplates(out);
    emulator = await startEmulator();
    sandbox = await startSandbox(generateScenario({ count: 500, asOf: Date.now() }));
    environment = {
      ...(emulator.environment as Record<string, string>),
      AWS: awsCli(),
      SANDBOX: sandbox.url,
      RELEASE: out,
      HOME: out,
    };
  });
  afterAll(async () => {
    await sandbox?.close();
    await emulator?.stop();
    rmSync(out, { recursive: true });
  });

  it('are there with the code that they refer to', () => {
    const template = readFileSync(join(out, 'copy-audit.template.json'), 'utf8');
    const referred = new Set([...template.matchAll(/[0-9a-f]{64}\.zip/g)].map(([name]) => name));
    expect(referred).toEqual(new Set(readdirSync(join(out, 'assets'))));
    for (const name of referred) {
      // Of another's writing: it reads all and compares the sums.
      const read = spawnSync('python3', ['-m', 'zipfile', '--test', join(out, 'assets', name)], { encoding: 'utf8' });
      expect(read.stdout.trim()).toBe('Done testing');
    }
  });

  it('make a stack, whose report is made while it deploys', async () => {
    const { out: shown } = await run(commandsWith('s3 mb'));
    expect(shown).toMatch(/Status.*NON_COMPLIANT/);
    const [, name = ''] = /TableName\s*\|\s*(\S+)/.exec(shown) ?? [];
    const client = {
      endpoint: emulator.url,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    reader = new ReportReader(new Table({ name, client }));
    const latest = await reader.latestOf('AllCopies');
    expect(latest).toMatchObject({ trigger: 'DEPLOYMENT', status: 'NON_COMPLIANT', complete: true });
    expect(latest?.copyJobs).toBeGreaterThan(0);
    expect((await reader.headerOf('AllCopies'))?.controls.map(({ control }) => control)).toEqual([
      'completed',
      'freshWithin',
    ]);
  });

  it('take what is asked as a parameter', async () => {
    const before = await reader.latestOf('AllCopies');
    await run(commandsWith('ReportControls='));
    const controls = (await reader.headerOf('AllCopies'))?.controls.map(({ control }) => control);
    expect(controls).toEqual(['completed', 'crossRegion', 'retainedFor']);
    expect((await reader.latestOf('AllCopies'))?.previousRunId).toBe(before?.runId);
  });

  it('have reports of other stacks', async () => {
    const { out: shown } = await run(
      `cat > databases.yaml <<'END'\n${stackOfReports}\nEND\n${commandsWith('--stack-name Databases --query')}`,
    );
    const latest = await reader.latestOf('Databases');
    expect(shown.trim().split('\n').at(-1)).toBe(latest?.status);
    expect(latest?.copyJobs).toBeGreaterThan(0);
  });

  it('are removed, and the history stays', async () => {
    await run(commandsWith('delete-stack'));
    const { out: stacks } = await run('aws cloudformation describe-stacks --query "Stacks[].StackName" --output text');
    expect(stacks.trim()).toBe('');
    expect(await reader.latestOf('AllCopies')).toBeDefined();
    expect(await reader.reports()).toEqual([]);
  });
});
