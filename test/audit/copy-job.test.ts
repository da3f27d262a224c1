import { CopyJob, millis } from '../../audit/copy-job.js';

const TEXTS = [
  ...['AccountId', 'CopyJobId', 'SourceBackupVaultArn', 'SourceRecoveryPointArn', 'DestinationBackupVaultArn'],
  ...[
    'DestinationVaultType',
    'DestinationVaultLockState',
    'DestinationEncryptionKeyArn',
    'DestinationRecoveryPointArn',
  ],
  ...['ResourceArn', 'ResourceType', 'ResourceName', 'State', 'StatusMessage', 'MessageCategory', 'IamRoleArn'],
  ...['CreatedByBackupJobId', 'ParentJobId'],
] as const;
const NUMBERS = ['BackupSizeInBytes', 'NumberOfChildJobs'] as const;
const LIFECYCLE = ['MoveToColdStorageAfterDays', 'DeleteAfterDays'] as const;
const CREATED_BY = [
  ...['BackupPlanId', 'BackupPlanArn', 'BackupPlanName', 'BackupRuleId', 'BackupRuleName'],
  ...['BackupRuleCron', 'BackupRuleTimezone'],
] as const;

describe('a field of a copy job', () => {
  it.each(TEXTS)('%s is read by its API name', (name) => {
    expect(new CopyJob({ [name]: 'x' })[name as 'State']).toBe('x');
  });

  it.each(TEXTS)('%s is not reported where it is absent, null, empty or no text', (name) => {
    const read = [{}, { [name]: null }, { [name]: '' }, { [name]: {} }, { [name]: 7 }];
    expect(read.map((raw) => new CopyJob(raw)[name as 'State'])).toEqual(read.map(() => undefined));
  });

  it.each(NUMBERS)('%s is a number, 0 too', (name) => {
    const read = [0, 2 ** 53, null, '', '7', Number.NaN].map((value) => new CopyJob({ [name]: value })[name]);
    expect(read).toEqual([0, 2 ** 53, undefined, undefined, undefined, undefined]);
  });

  it.each(LIFECYCLE)('%s is read from the lifecycle, -1 too', (name) => {
    const read = [{ [name]: 35 }, { [name]: -1 }, {}, null, 'x', [35]].map(
      (DestinationRecoveryPointLifecycle) => new CopyJob({ DestinationRecoveryPointLifecycle })[name],
    );
    expect(read).toEqual([35, -1, undefined, undefined, undefined, undefined]);
  });

  it('DeleteAfterEvent is read from the lifecycle', () => {
    const DestinationRecoveryPointLifecycle = { DeleteAfterEvent: 'DELETE_AFTER_COPY' };
    expect(new CopyJob({ DestinationRecoveryPointLifecycle }).DeleteAfterEvent).toBe('DELETE_AFTER_COPY');
    expect(new CopyJob({}).DeleteAfterEvent).toBeUndefined();
  });

  it.each(CREATED_BY)('CreatedBy.%s is read; on demand there is no CreatedBy', (name) => {
    expect(new CopyJob({ CreatedBy: { [name]: 'x' } }).CreatedBy?.[name as 'BackupPlanId']).toBe('x');
    expect(new CopyJob({ CreatedBy: { [name]: '' } }).CreatedBy?.[name as 'BackupPlanId']).toBeUndefined();
    expect([{}, { CreatedBy: null }, { CreatedBy: '' }].map((raw) => new CopyJob(raw).CreatedBy)).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });

  it('that nobody knows yet is kept', () => {
    expect(new CopyJob({ FieldOfTheFuture: { a: 1 } }).raw).toEqual({ FieldOfTheFuture: { a: 1 } });
  });
});

describe('the state of a copy job', () => {
  it.each([
    ['CREATED', 'open'],
    ['RUNNING', 'open'],
    ['COMPLETED', 'finished copy good'],
    ['PARTIAL', 'finished copy'],
    ['FAILED', 'finished'],
    ['PAUSED', ''],
    ['completed', ''],
    [null, ''],
  ])('%s is: %s', (State, facts) => {
    const { isOpen, isFinished, isCopy, isGoodCopy } = new CopyJob({ State });
    const said = [isOpen && 'open', isFinished && 'finished', isCopy && 'copy', isGoodCopy && 'good'];
    expect(said.filter(Boolean).join(' ')).toBe(facts);
  });

  it('is a parent only where AWS says true', () => {
    expect([true, false, null, 'true', 1].map((IsParent) => new CopyJob({ IsParent }).IsParent)).toEqual([
      ...[true, false, false, false, false],
    ]);
  });
});

describe('a time', () => {
  const MS = Date.UTC(2018, 0, 26, 0, 11, 30, 87);

  it.each([
    ['the SDK’s Date', new Date(MS)],
    ['Unix seconds', 1516925490.087],
    ['the AWS CLI', '2018-01-26T00:11:30.087000+00:00'],
    ['another zone', '2018-01-26T01:11:30.087+01:00'],
    ['a zone without colon', '2018-01-26T01:11:30.087+0100'],
    ['Z', '2018-01-26T00:11:30.087Z'],
    ['no zone, which is UTC', '2018-01-26T00:11:30.087'],
    ['a space instead of T, as Python prints it', '2018-01-26 00:11:30.087000+00:00'],
    ['a space and no zone', '2018-01-26 00:11:30.087'],
  ])('is read from %s', (_, value) => {
    expect(millis(value)).toBe(MS);
  });

  it('is read from a date alone and from minutes', () => {
    expect(millis('2018-01-26')).toBe(Date.UTC(2018, 0, 26));
    expect(millis('2018-01-26T00:11')).toBe(Date.UTC(2018, 0, 26, 0, 11));
    expect(millis(0)).toBe(0);
  });

  // "yesterday 5" is a date to Date.parse, and "01/02/2026" another one in another place.
  it.each([null, undefined, '', 'soon', 'yesterday 5', '01/02/2026', '2018-13-01', Number.NaN, Infinity, {}, true])(
    'is not reported by %p',
    (value) => {
      expect(millis(value)).toBeUndefined();
    },
  );

  it('beyond the years that are written with four digits is none: milliseconds that were taken for seconds', () => {
    expect([millis(MS), millis(new Date(8.64e15)), millis(-1e11), millis(new Date(Number.NaN))]).toEqual([
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});
