import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDefinitionFile } from '../../cli/definition-file.js';
import type { Questions } from '../../cli/questions.js';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { foreignTexts, STEERING } from '../kit/foreign-text.js';
import { atTerminal } from '../kit/test-terminal.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'copy-audit-init-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const aFile = (): string => join(folder, `${(files += 1)}.yaml`);

/** A person who answers as they are told, and takes what is usual else. */
const somebody = (answers: Readonly<Record<string, string | readonly string[]>>): Questions & { asked: string[] } => {
  const asked: string[] = [];
  const answer = <T>(message: string, usual: T): Promise<T> => {
    asked.push(message);
    const [, given] = Object.entries(answers).find(([beginning]) => message.startsWith(beginning)) ?? [];
    return Promise.resolve((given ?? usual) as T);
  };
  return {
    asked,
    one: (message, _, usual) => answer(message, usual),
    several: (message, _, usual) => answer(message, usual),
    words: async (message, usual, check) => {
      const words = await answer(message, usual);
      expect(check(words)).toBeUndefined();
      return words;
    },
  };
};

describe('copy-audit init from answers', () => {
  it('asks a few questions, and writes what can be audited at once', async () => {
    const file = aFile();
    const questions = somebody({
      Where: 'questions',
      Name: 'Weekly',
      What: ['freshWithin', 'crossRegion', 'retainedFor'],
      'How old': '8d',
      'How often': 'rate(6 hours)',
    });
    const { code, out } = await atTerminal(['init', '--output', file], { questions });
    expect(code).toBe(0);
    expect(questions.asked).toHaveLength(6);
    expect(out).toContain(`copy-audit run --definition ${file}`);
    const [report] = readDefinitionFile(file).map(({ declared }) => declared);
    expect(report).toEqual({
      name: 'Weekly',
      schedule: 'rate(6 hours)',
      filterSets: [{ name: 'everything', createdWithin: '30d' }],
      controls: [
        { control: 'freshWithin', within: '8d' },
        { control: 'crossRegion' },
        { control: 'retainedFor', atLeast: '35d' },
      ],
    });
    expect(readFileSync(file, 'utf8')).toMatch(/^# yaml-language-server: \$schema=/);
  });

  it('asks nothing of what options say, nor where it is told to', async () => {
    const questions = somebody({ Where: 'questions' });
    const options = ['--name', 'R', '--schedule', 'NONE', '--fresh-within', '2d', '--vault-locked'];
    await atTerminal(['init', '-o', aFile(), ...options], { questions });
    expect(questions.asked).toEqual(['Where are the reports to come from?']);
    const silent = somebody({});
    const { out } = await atTerminal(['init', '--yes', '--output', '-', ...options], { questions: silent });
    expect(silent.asked).toEqual([]);
    expect(out).toContain('- { control: freshWithin, within: 2d }\n');
    expect(out).toContain('- { control: vaultLocked }\n');
  });

  it('ends where nobody can be asked, and writes nothing', async () => {
    const file = aFile();
    const { code, err } = await atTerminal(['init', '--output', file]);
    expect([code, err]).toEqual([1, expect.stringContaining('Nobody can be asked here: give --yes')]);
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });

  it('overwrites nothing unless it is told to', async () => {
    const file = aFile();
    writeFileSync(file, 'mine');
    const questions = somebody({});
    const refused = await atTerminal(['init', '--output', file], { questions });
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('is there already: --force overwrites it') });
    expect([questions.asked, readFileSync(file, 'utf8')]).toEqual([[], 'mine']);
    expect((await atTerminal(['init', '--yes', '--force', '--output', file])).code).toBe(0);
    expect(readDefinitionFile(file)).toHaveLength(1);
  });

  it.each([
    ['--fresh-within', 'soon', 'Expected a duration such as 26h or 35d.'],
    ['--name', 'of Ours', 'Expected 1 to 64 letters'],
    ['--schedule', 'often', 'schedule: expected'],
  ])('refuses %s %s', async (option, value, message) => {
    const { code, err } = await atTerminal(['init', '--yes', '--output', '-', option, value]);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  });

  it('says where a file cannot be written', async () => {
    const { code, err } = await atTerminal(['init', '--yes', '--output', join(folder, 'no', 'such.yaml')]);
    expect([code, err]).toEqual([1, expect.stringContaining('cannot be written: ENOENT')]);
  });
});

describe('copy-audit init from the account', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(generateScenario({ seed: 3, count: 400, asOf: NOW }));
  });
  afterAll(() => sandbox.close());
  const from = (url: string, ...options: readonly string[]) =>
    atTerminal(['init', '--from-account', '--endpoint-url', url, ...options], { now: NOW });

  it('takes no answers: plans say that themselves', async () => {
    const { code, err } = await from(sandbox.url, '--fresh-within', '8d', '--output', '-');
    expect([code, err]).toEqual([1, expect.stringContaining("cannot be used with option '--fresh-within")]);
  });

  it('writes what each copy action promises, and says where it comes from', async () => {
    const file = aFile();
    const { code, out } = await from(sandbox.url, '--region', 'eu-west-1', '--output', file);
    expect([code, out]).toEqual([0, expect.stringContaining('Wrote 4 reports to')]);
    expect(out).toContain(`copy-audit run --definition ${file} --region eu-west-1 --endpoint-url ${sandbox.url}\n`);
    const reports = readDefinitionFile(file).map(({ declared }) => declared);
    expect(reports.map(({ name }) => name)).toEqual([
      'org-nightly',
      'org-air-gapped',
      'critical-six-hourly',
      'weekly-archive',
    ]);
    const [nightly, airGapped, sixHourly, weekly] = reports;
    expect(nightly).toMatchObject({
      filterSets: [
        {
          name: 'org-nightly nightly-to-dr-region to dr-vault',
          destinationVaultArn: 'arn:aws:backup:eu-central-1:111122223333:backup-vault:dr-vault',
          backupRuleName: 'nightly-to-dr-region',
        },
      ],
      controls: [
        { control: 'completed', allowEmpty: true },
        // A day, and AWS's start window of eight hours; its completion window of a week is not counted.
        { control: 'freshWithin', within: '32h' },
        { control: 'retainedFor', atLeast: '35d', atMost: '35d', allowEmpty: true },
      ],
    });
    expect(sixHourly?.schedule).toBe('rate(6 hours)');
    expect(weekly?.schedule).toBe('rate(1 day)');
    expect(weekly?.controls?.map(({ control }) => control)).toContain('coldStorage');
    expect(airGapped?.filterSets).toHaveLength(1);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/# The backup plan org-nightly \([0-9a-f-]{36}\) of 111122223333 in eu-west-1\.\n/);
    expect(text).toContain('# Rule nightly-to-dr-region: cron(0 1 ? * * *), Etc/UTC, begins within 8h.\n');
    expect(text).toContain('could not be looked at, it is in the account 999988887777: if it has to be locked');
    expect(text).toContain('# DeleteAfterDays of the copy action.\n');
  });

  it('writes what runs', async () => {
    const file = aFile();
    await from(sandbox.url, '--region', 'eu-west-1', '--output', file);
    const { code, out, err } = await atTerminal(
      ['run', '--definition', file, '--endpoint-url', sandbox.url, '--region', 'eu-west-1', '-o', 'json'],
      { now: NOW },
    );
    expect(err).toBe('');
    expect(code).not.toBe(1);
    const { runs } = JSON.parse(out) as { runs: { counts: { copyJobs: number }; controls: { error?: string }[] }[] };
    expect(runs).toHaveLength(4);
    expect(runs[0]?.counts.copyJobs).toBeGreaterThan(5);
    expect(runs.flatMap(({ controls }) => controls.flatMap(({ error }) => error ?? []))).toEqual([]);
  });

  it('says of each plan in which Region it is where it looks into several', async () => {
    const { out } = await from(sandbox.url, '--region', 'eu-west-1', '--region', 'us-east-1', '--output', '-');
    expect(out).toContain('- name: org-nightly-2\n');
    expect(out.match(/- regions:\n +- eu-west-1\n/g)).toHaveLength(4);
    expect(out.match(/- regions:\n +- us-east-1\n/g)).toHaveLength(4);
  });

  it('asks of vaults what they are today, where it can look at them', async () => {
    const account = ':eu-west-1:111122223333:';
    const vault = 'arn:aws:backup:eu-north-1:111122223333:backup-vault:Far';
    const rule = (RuleName: string, fields: object = {}) => ({
      RuleName,
      TargetBackupVaultName: 'v',
      ScheduleExpression: 'cron(0 5 ? * * *)',
      ...fields,
    });
    const BackupPlan = {
      BackupPlanName: 'Mine',
      Rules: [
        rule('Copied', { CopyActions: [{ DestinationBackupVaultArn: vault }] }),
        rule('Once', {
          ScheduleExpression: 'cron(0 5 1 1 ? 2031)',
          CopyActions: [{ DestinationBackupVaultArn: vault }],
        }),
        rule('Idle'),
      ],
    };
    const there = await startSandbox({
      backupPlans: [
        { BackupPlanId: 'p', BackupPlanArn: `arn:aws:backup${account}backup-plan:p`, BackupPlan },
        {
          BackupPlanId: 'q',
          BackupPlanArn: `arn:aws:backup${account}backup-plan:q`,
          BackupPlan: { BackupPlanName: 'Nothing', Rules: [rule('Idle')] },
        },
      ],
      backupVaults: [{ BackupVaultArn: vault, Locked: true, VaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' }],
    });
    const file = aFile();
    const { code } = await from(there.url, '--region', 'eu-west-1', '--output', file);
    await there.close();
    expect(code).toBe(0);
    const [report, ...others] = readDefinitionFile(file).map(({ declared }) => declared);
    expect(others).toEqual([]);
    const sets = ['Mine Copied to Far', 'Mine Once to Far'];
    expect(report?.controls).toEqual([
      { control: 'completed' },
      { control: 'freshWithin', within: '32h', id: `freshWithin ${sets[0]}`, filterSets: [sets[0]] },
      { control: 'vaultLocked', filterSets: sets, allowEmpty: true },
      { control: 'logicallyAirGapped', filterSets: sets, allowEmpty: true },
    ]);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('# Rules of it that copy nothing: Idle.\n');
    expect(text).toContain('# How fresh its copies must be cannot be told from that: give it a freshWithin.\n');
  });

  it('takes foreign names for what they are', async () => {
    for (const [, name] of foreignTexts) {
      const BackupPlanArn = 'arn:aws:backup:eu-west-1:111122223333:backup-plan:p';
      const Rules = [
        {
          RuleName: name.slice(0, 1000),
          CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:1:backup-vault:v' }],
        },
      ];
      const there = await startSandbox({
        backupPlans: [{ BackupPlanId: 'p', BackupPlanArn, BackupPlan: { BackupPlanName: name, Rules } }],
      });
      const { code, out, err } = await from(there.url, '--region', 'eu-west-1', '--output', '-');
      await there.close();
      expect([name.slice(0, 20), err, code]).toEqual([name.slice(0, 20), '', 0]);
      expect(STEERING.exec(out)).toBeNull();
      const file = aFile();
      writeFileSync(file, out);
      const [report, ...others] = readDefinitionFile(file);
      expect([report?.declared.filterSets?.[0]?.backupRuleName, others]).toEqual([name.slice(0, 1000), []]);
    }
  });

  it('says that nothing is copied, and what it may not read', async () => {
    const none = await startSandbox({});
    expect(await from(none.url, '--region', 'eu-west-1', '--output', '-')).toMatchObject({
      code: 1,
      err: expect.stringContaining('None of 0 backup plans in eu-west-1 copies anything'),
    });
    await none.close();
    const denied = await startSandbox({
      faultPlan: () => ({ kind: 'error', status: 403, code: 'AccessDeniedException', message: 'not authorized' }),
    });
    expect(await from(denied.url, '--region', 'eu-west-1', '--output', '-')).toMatchObject({
      code: 1,
      err: expect.stringContaining('The backup plans of eu-west-1 cannot be read (it takes backup:ListBackupPlans'),
    });
    await denied.close();
  });
});
