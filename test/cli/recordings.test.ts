import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { type Run, runSchema } from '../../audit/run.js';
import { readRecordedJobs } from '../../cli/recordings/read-jobs.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { foreignTexts } from '../kit/foreign-text.js';
import { atTerminal } from '../kit/test-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-recordings-'));
const written = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const jobsOf = async (...files: string[]) => (await readRecordedJobs(files)).jobs;

/** An item of COPY_JOB_REPORT, with the names and oddities of AWS's own sample. */
const item = (fields: object = {}) => ({
  reportTimePeriodStart: '2026-11-23T00:00:00Z',
  reportTimePeriodEnd: '2026-11-24T00:00:00Z',
  accountId: '011122223333',
  region: 'us-west-2',
  copyJobId: 'E0AD48A9',
  jobStatus: 'COMPLETED',
  jobRunTime: '2026-11-24T00:00:00.010Z',
  resourceType: 'EC2',
  resourceArn: 'arn:aws:ec2:us-west-2:011122223333:instance/i-0bc877aee7782ba75',
  resourceName: 'web',
  initiationDate: '2026-11-23T15:48:31Z',
  backupPlanName: 'gold',
  backupRuleName: 'nightly',
  backupRuleSchedule: 'cron(0 5 ? * * *)',
  backupRuleTimezone: 'UTC',
  startWindowEnd: '2026-11-23T16:48:31Z',
  backupOptions: {},
  isParentJob: false,
  parentJobId: null,
  creationDate: '2026-11-23T15:42:04.771Z',
  completionDate: '2026-11-23T16:16:07.282Z',
  backupSizeInBytes: 8589934592,
  sourceRecoveryPointArn: 'arn:aws:ec2:us-west-2::image/ami-007b3819f25697299',
  sourceBackupVaultArn: 'arn:aws:backup:us-west-2:011122223333:backup-vault:Default',
  destinationRecoveryPointArn: 'arn:aws:ec2:us-east-2::image/ami-0eba2199a0bcece3c',
  destinationBackupVaultArn: 'arn:aws:backup:us-east-2:011122223333:backup-vault:Default',
  vaultType: 'BACKUP_VAULT',
  vaultLockStatus: 'LOCKED',
  isEncrypted: true,
  encryptionKeyArn: 'arn:aws:kms:us-east-2:011122223333:key/1',
  deleteAfterDays: 30,
  moveToColdAfterDays: 7,
  enableArchive: false,
  iamRoleArn: 'arn:aws:iam::011122223333:role/copier',
  ...fields,
});

const JOB = {
  AccountId: '011122223333',
  CopyJobId: 'E0AD48A9',
  State: 'COMPLETED',
  ResourceType: 'EC2',
  ResourceArn: 'arn:aws:ec2:us-west-2:011122223333:instance/i-0bc877aee7782ba75',
  ResourceName: 'web',
  CreatedBy: {
    BackupPlanName: 'gold',
    BackupRuleName: 'nightly',
    BackupRuleCron: 'cron(0 5 ? * * *)',
    BackupRuleTimezone: 'UTC',
  },
  IsParent: false,
  CreationDate: '2026-11-23T15:42:04.771Z',
  CompletionDate: '2026-11-23T16:16:07.282Z',
  BackupSizeInBytes: 8589934592,
  SourceRecoveryPointArn: 'arn:aws:ec2:us-west-2::image/ami-007b3819f25697299',
  SourceBackupVaultArn: 'arn:aws:backup:us-west-2:011122223333:backup-vault:Default',
  DestinationRecoveryPointArn: 'arn:aws:ec2:us-east-2::image/ami-0eba2199a0bcece3c',
  DestinationBackupVaultArn: 'arn:aws:backup:us-east-2:011122223333:backup-vault:Default',
  DestinationVaultType: 'BACKUP_VAULT',
  DestinationVaultLockState: 'LOCKED',
  DestinationEncryptionKeyArn: 'arn:aws:kms:us-east-2:011122223333:key/1',
  DestinationRecoveryPointLifecycle: {
    DeleteAfterDays: 30,
    MoveToColdStorageAfterDays: 7,
    OptInToArchiveForSupportedResources: false,
  },
  IamRoleArn: 'arn:aws:iam::011122223333:role/copier',
};

/** `Copy Job Id`, as a spreadsheet's header says what JSON calls copyJobId. */
const heading = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll(/[A-Z]/g, ' $&')}${/Date|Start|End/.test(name) ? ' [UTC]' : ''}`;

const csvOf = (items: readonly object[], options: object = {}): string => {
  const [first = {}] = items;
  const rows = items.map((each) =>
    Object.values(each).map((value) => (typeof value === 'object' ? '' : String(value))),
  );
  return stringify([Object.keys(first).map(heading), ...rows], options);
};

describe('a COPY_JOB_REPORT of Backup Audit Manager', () => {
  it('is copy jobs by their API names, as JSON and as CSV; what the API does not know keeps its name', async () => {
    const json = await jobsOf(written('report.json', JSON.stringify({ reportItems: [item()] })));
    expect(json[0]).toMatchObject(JOB);
    expect(json[0]).toMatchObject({ region: 'us-west-2', jobRunTime: '2026-11-24T00:00:00.010Z', isEncrypted: true });
    expect(json[0]).not.toHaveProperty('ParentJobId');
    const csv = await jobsOf(written('report.csv', csvOf([item()])));
    expect(csv[0]).toMatchObject(JOB);
    expect(csv[0]).toMatchObject({ region: 'us-west-2', reportTimePeriodStart: '2026-11-23T00:00:00Z' });
  });

  it.each([
    ['semicolons, CRLF and a byte order mark', { delimiter: ';', record_delimiter: 'windows', bom: true }],
    ['tabs and quotes', { delimiter: '\t', quoted: true }],
  ])('is read with %s', async (_, options) => {
    expect((await jobsOf(written('dialect.csv', csvOf([item(), item()], options))))[1]).toMatchObject(JOB);
  });

  it('of an organization calls its columns otherwise, and may be older', async () => {
    const { copyJobId, reportTimePeriodStart: _, reportTimePeriodEnd: __, ...rest } = item();
    const older = {
      reportTimePeriod: 'a - b',
      pathToRoot: 'o-1/r-1/ou-1',
      jobId: copyJobId,
      statusMessage: 'no',
      ...rest,
    };
    const [job] = await jobsOf(written('org.csv', csvOf([older])));
    expect(job).toMatchObject({ ...JOB, StatusMessage: 'no', pathToRoot: 'o-1/r-1/ou-1', reportTimePeriod: 'a - b' });
  });

  it('names the copy’s key only where it is of the copy’s Region', async () => {
    const elsewhere = item({ encryptionKeyArn: 'arn:aws:kms:us-west-2:011122223333:key/2' });
    const [job] = await jobsOf(written('key.json', JSON.stringify({ reportItems: [elsewhere] })));
    expect(job).toHaveProperty('encryptionKeyArn', elsewhere.encryptionKeyArn);
    expect(job).not.toHaveProperty('DestinationEncryptionKeyArn');
  });

  it('is told by what is in a file, not by its name, and by each record of it', async () => {
    expect((await jobsOf(written('lies.txt', csvOf([item()]))))[0]).toMatchObject(JOB);
    const mixed = [item(), aCopyJob({ CopyJobId: 'api' })].map((each) => JSON.stringify(each)).join('\r\n');
    expect((await jobsOf(written('lies.csv', mixed))).map(({ CopyJobId }) => CopyJobId)).toEqual(['E0AD48A9', 'api']);
  });

  it.each([
    ['backup jobs', JSON.stringify({ reportItems: [{ backupJobId: 'x', jobStatus: 'COMPLETED' }] })],
    ['no column Copy Job Id', csvOf([{ backupJobId: 'x', jobStatus: 'COMPLETED', recoveryPointArn: 'y' }])],
    ['UTF-16', Buffer.from('\ufeffCopy Job Id', 'utf16le')],
    ['packed with gzip', Buffer.from([0x1f, 0x8b, 8])],
    ['is no CSV: ', `${csvOf([item()])}"never closed`],
  ])('is refused where it is something else: %s', async (sentence, content) => {
    await expect(jobsOf(written('other.x', content))).rejects.toThrow(sentence);
  });

  it('keeps foreign text as it is, and takes off again what kept a spreadsheet from acting on it', async () => {
    const texts = foreignTexts.map(([, text]) => text).filter((text) => Buffer.from(text).toString() === text);
    const items = texts.map((text, index) =>
      item({ copyJobId: String(index), resourceName: text, statusMessage: 'x' }),
    );
    const file = written('foreign.csv', csvOf(items, { escape_formulas: true }));
    expect((await jobsOf(file)).map(({ ResourceName }) => ResourceName)).toEqual(texts);
  });

  it('reads back what --output csv wrote of jobs', async () => {
    const jobs = written('api.ndjson', JSON.stringify(aCopyJob({ State: 'FAILED', MessageCategory: 'X' })));
    const definition = written('d.yaml', 'name: R\ncontrols: [{control: completed}]\n');
    const { out } = await atTerminal([
      'run',
      '-d',
      definition,
      '--jobs',
      jobs,
      '--as-of',
      '2026-06-15T12:00:00Z',
      '-o',
      'csv',
    ]);
    const findings = out.split('\n').filter((line, index) => index === 0 || line.startsWith('finding'));
    const [job] = await jobsOf(written('back.csv', findings.join('\n')));
    expect(job).toMatchObject(JSON.parse(JSON.stringify(aCopyJob({ State: 'FAILED', MessageCategory: 'X' }))));
  });
});

describe('recorded jobs', () => {
  const audited = async (...files: string[]): Promise<{ run: Run; err: string; code: number }> => {
    const definition = written('r.yaml', 'name: R\ncontrols: [{control: completed}]\n');
    const at = ['--as-of', '2026-11-24T06:00:00Z', '--output', 'json'];
    const { out, err, code } = await atTerminal(['run', '-d', definition, ...at, ...files]);
    return { run: runSchema.parse(JSON.parse(out)), err, code };
  };

  it('come from several files and folders, however deep, each in its own form', async () => {
    const recent = { CreationDate: '2026-11-23T00:00:00Z' };
    const days = join(folder, 'days', '2026', '11');
    mkdirSync(days, { recursive: true });
    writeFileSync(join(days, 'a.CSV'), csvOf([item({ copyJobId: 'a' })]));
    writeFileSync(join(days, 'notes.md'), 'no jobs');
    writeFileSync(join(folder, 'days', 'b.json'), JSON.stringify({ reportItems: [item({ copyJobId: 'b' })] }));
    const third = written('c.json', JSON.stringify({ CopyJobs: [aCopyJob({ CopyJobId: 'c', ...recent })] }));
    const fourth = written('d.ndjson', JSON.stringify(aCopyJob({ CopyJobId: 'd', ...recent })));
    const ids = (await jobsOf(join(folder, 'days'), third)).map(({ CopyJobId }) => CopyJobId);
    expect(ids).toEqual(['a', 'b', 'c']);
    const { run } = await audited('--jobs', join(folder, 'days'), third, '--jobs', fourth);
    expect(run.units[0]?.jobs).toBe(4);
    mkdirSync(join(folder, 'empty'), { recursive: true });
    await expect(jobsOf(join(folder, 'empty'))).rejects.toThrow('has no file that ends in .json');
    await expect(jobsOf(join(folder, 'nowhere'))).rejects.toThrow('there is no such file or folder');
  });

  it('of which some cannot be read are an ERROR that says how many and why, never less than was there', async () => {
    const items = [item(), item({ copyJobId: '' }), item({ creationDate: '23.11.2026' })];
    const file = written('bad.csv', `${csvOf(items)}one,two\n`);
    const { run, err, code } = await audited('--jobs', file);
    const reason = `${file}: 3 rows of 4 could not be read; the first: line 3: there is no CopyJobId`;
    expect(err).toBe(`not read: ${reason}\n`);
    expect(run).toMatchObject({ status: 'ERROR', complete: false, counts: { copyJobs: 1 } });
    expect(run.units[0]?.error).toBe(reason);
    expect(code).toBe(1);
    const json = written('bad.json', JSON.stringify({ reportItems: [item({ creationDate: 'x' })] }));
    expect((await readRecordedJobs([json])).unread).toEqual([
      {
        reason: `${json}: 1 row of 1 could not be read; the first: record 1: CreationDate is a time in ISO 8601, not "x"`,
      },
    ]);
  });
});
