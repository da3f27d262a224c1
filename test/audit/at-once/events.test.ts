import { hintOf } from '../../../audit/at-once/events.js';

const ARRIVED = Date.parse('2026-11-25T04:00:00Z');
const VOLUME = 'arn:aws:ec2:us-west-2:111111111111:volume/vol-1';

/** As AWS Backup writes them: https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html */
const event = (detail: unknown, fields: Record<string, unknown> = {}) => ({
  version: '0',
  id: '710b0398-d48e-f3c3-afca-cfeb2fdaa656',
  'detail-type': 'Copy Job State Change',
  source: 'aws.backup',
  account: '111111111111',
  time: '2026-11-25T03:58:30Z',
  region: 'us-west-2',
  resources: ['arn:aws:ec2:us-west-2::snapshot/snap-1'],
  detail,
  ...fields,
});
const failed = {
  copyJobId: '7C4F2A9E',
  backupSizeInBytes: 0,
  creationDate: '2026-11-25T03:50:00.000Z',
  resourceArn: VOLUME,
  resourceType: 'EBS',
  state: 'FAILED',
  statusMessage: 'Access denied',
  destinationRecoveryPointArn: {},
  createdBy: { backupPlanRuleId: 'rule' },
};

describe('an event of a copy job', () => {
  it('that failed tells where to look, and since when', () => {
    expect(hintOf(event(failed), ARRIVED)).toEqual({
      at: Date.parse('2026-11-25T03:58:30Z'),
      resourceArn: VOLUME,
    });
  });

  it.each(['COMPLETED', 'PARTIAL', 'ABORTED', 'A_STATE_TO_COME', undefined])('in state %s too', (state) => {
    expect(hintOf(event({ ...failed, state }), ARRIVED)?.resourceArn).toBe(VOLUME);
  });

  it.each([
    ['no resource', { state: 'FAILED' }],
    ['an empty object for one', { ...failed, resourceArn: {} }],
    ['something else for one', { ...failed, resourceArn: 'vol-1' }],
    ['a resource without an end', { ...failed, resourceArn: `arn:${'x'.repeat(3000)}` }],
    ['no detail', undefined],
    ['a detail that is none', 'FAILED'],
  ])('with %s says that something changed', (_what, detail) => {
    expect(hintOf(event(detail), ARRIVED)).toEqual({ at: Date.parse('2026-11-25T03:58:30Z'), resourceArn: undefined });
  });

  it.each([['CREATED'], ['RUNNING']])('that is %s is nothing to judge', (state) => {
    expect(hintOf(event({ state }), ARRIVED)).toBeUndefined();
  });

  it.each([
    ['no time', undefined],
    ['a time that is none', 'yesterday'],
    ['a time to come', '2999-01-01T00:00:00Z'],
  ])('with %s counts from its arrival', (_what, time) => {
    expect(hintOf(event(failed, { time }), ARRIVED)?.at).toBe(ARRIVED);
  });

  it.each([
    ['of another kind', event(failed, { 'detail-type': 'Backup Job State Change' })],
    ['of this library itself', event(failed, { source: 'cdk-backup-copy-audit' })],
    ['that is no object', 'FAILED'],
    ['that is nothing', undefined],
    ['that is null', null],
  ])('%s is none', (_what, other) => {
    expect(hintOf(other, ARRIVED)).toBeUndefined();
  });
});
