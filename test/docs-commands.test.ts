import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Sandbox, generateScenario, startSandbox } from '../sandbox/index.js';
import { type Block, ROOT, blocksOf, pages } from './kit/documents.js';
import { type Programs, type Ran, runBlock } from './kit/shell.js';
import { atTerminal } from './kit/test-terminal.js';

const AS_OF = '2026-11-24T06:00:00Z';
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

const PROGRAMS: Programs = {
  // What it does is seen in this process: a bundle for each call would take a minute.
  'copy-audit': 'exit 2',
  npx: 'if [[ "$1" == copy-audit ]]; then shift; exec copy-audit "$@"; fi',
  npm: ':',
  git: ':',
  // Its answers are those of an account; \`test/integ\` runs these commands with AWS's own command line.
  aws: 'if [[ "$1 $2" == "backup list-copy-jobs" ]]; then cat "$JOBS"; else echo "{}"; fi',
};

/** Steps of a workflow are shell, too. */
const stepsOf = (block: Block): Block[] => {
  const content = parse(block.code, { logLevel: 'silent' }) as {
    jobs?: Record<string, { steps?: { run?: string }[] }>;
  };
  const steps = Object.values(content.jobs ?? {}).flatMap(({ steps = [] }) => steps);
  return steps.flatMap(({ run }) => (run === undefined ? [] : [{ ...block, language: 'sh', code: run }]));
};

const blocks = pages()
  .flatMap(blocksOf)
  .flatMap((block) => (block.language === 'yaml' ? stepsOf(block) : [block]))
  .filter(({ language }) => language === 'sh');

describe('commands in the documentation', () => {
  let sandbox: Sandbox;
  let ran: ReadonlyMap<Block, Ran>;

  beforeAll(async () => {
    const scenario = generateScenario({ count: 300, asOf: Date.parse(AS_OF) });
    const copyJobs = [...scenario.copyJobs];
    sandbox = await startSandbox({ ...scenario, copyJobs });
    const recorded = JSON.stringify({ CopyJobs: copyJobs });
    const definition = readFileSync(join(ROOT, 'copy-audit.yaml'), 'utf8');
    const files = {
      'jobs.json': recorded,
      'jobs.ndjson': copyJobs.map((job) => JSON.stringify(job)).join('\n'),
      'copy-audit.yaml': definition,
    };
    const environment = { JOBS: 'jobs.json', TABLE: 'copy-audit', CI: 'true' };
    ran = new Map(
      await Promise.all(
        blocks.map(async (block): Promise<[Block, Ran]> => [
          block,
          await runBlock(block.code, PROGRAMS, files, environment),
        ]),
      ),
    );
  });
  afterAll(async () => {
    await sandbox.close();
    for (const { folder } of ran.values()) rmSync(folder, { recursive: true });
  });
  const ranOf = (block: Block): Ran => ran.get(block) ?? { calls: [], out: '', err: '', folder: '' };
  const ofCopyAudit = () =>
    [...ran.values()].flatMap(({ calls, folder }) =>
      calls.filter(({ program }) => program === 'copy-audit').map(({ args }) => ({ args, folder })),
    );

  it.each(blocks.map((block) => [`${block.page}:${block.line}`, block]))('run as they are written: %s', (_, block) => {
    const { calls, err } = ranOf(block);
    expect(calls).not.toEqual([]);
    expect(err).not.toMatch(/command not found|syntax error|unbound variable|No such file/);
    for (const { program, args } of calls) {
      if (program === 'npm') expect(isScript(args)).toBe(true);
      if (program === 'npx') expect(['cdk', 'copy-audit', 'jest', 'jsii']).toContain(args[0]);
    }
  });

  it('have options that there are', async () => {
    for (const { args } of ofCopyAudit()) await hasOptions(args);
  });

  it('audit what they say they do', async () => {
    const runs = ofCopyAudit().filter(({ args: [command] }) => command === 'run');
    expect(runs.length).toBeGreaterThan(5);
    for (const { args, folder } of runs) {
      const isOffline = args.includes('--jobs') || args.includes('--endpoint-url');
      const elsewhere = process.cwd();
      process.chdir(folder);
      // Nobody has an account of AWS here: the sandbox is asked instead.
      const { code, err, out } = await atTerminal([...args, ...(isOffline ? [] : ['--endpoint-url', sandbox.url])], {
        now: Date.parse(AS_OF),
      }).finally(() => process.chdir(elsewhere));
      // 1 is what it ends with where it cannot do what it is asked for.
      expect({ args, err, isDone: code !== 1 }).toEqual({ args, err, isDone: true });
      expect(out).not.toBe('');
    }
  });

  it('say how to test as the pipeline of this repository does', () => {
    expect(readFileSync(join(ROOT, '.ci', 'run'), 'utf8')).toContain('npm test');
  });
});

const isScript = ([command = '', name = '']: readonly string[]): boolean =>
  ['install', 'ci'].includes(command) || (command === 'test' ? 'test' : name) in scripts;

/** Whether its help knows every option of a call. */
const hasOptions = async (args: readonly string[]): Promise<void> => {
  const options = args.findIndex((each) => each.startsWith('-'));
  const command = args.slice(0, options < 0 ? args.length : options);
  const { out, code } = await atTerminal([...command, '--help']);
  expect({ command, code }).toEqual({ command, code: 0 });
  for (const option of args.filter((each) => each.startsWith('--'))) expect(out).toContain(option);
};
