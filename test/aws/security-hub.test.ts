import { asffOf } from '../../audit/security-hub/asff.js';
import { SecurityHub } from '../../aws/security-hub.js';
import { type LocalSecurityHub, startSecurityHub } from '../kit/security-hub.js';

let local: LocalSecurityHub;
beforeEach(async () => {
  local = await startSecurityHub();
});
afterEach(() => local.close());

const hub = () =>
  new SecurityHub({
    endpoint: local.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
const findings = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    asffOf(
      {
        id: `finding-${n}`,
        control: 'completed',
        controlId: 'completed',
        severity: 'HIGH',
        verdict: 'NOT_MET',
        subject: { type: 'job', id: `job-${n}` },
        found: 'FAILED',
      },
      {
        ...{ auditor: 'default', report: 'Offsite', runId: 'run', asOf: '2026-06-15T12:00:00.000Z' },
        ...{ partition: 'aws', region: 'eu-west-1', accountId: '111111111111', titles: new Map() },
      },
    ),
  );
const idOf = (n: number): string => `copy-audit/default/Offsite/finding-${n}`;

describe('findings that are sent to Security Hub', () => {
  it('go a hundred at a time', async () => {
    await hub().send(findings(250));
    expect(local.requests).toEqual([100, 100, 50]);
    expect(local.findings.size).toBe(250);
  });

  it('are no request where there are none', async () => {
    await hub().send([]);
    expect(local.requests).toEqual([]);
  });

  it('go again where it had a problem with some of them, and only those', async () => {
    local.refuse = (id, times) =>
      id === idOf(3) && times < 3 ? { ErrorCode: 'InternalException', ErrorMessage: 'try again' } : undefined;
    await hub().send(findings(5));
    expect(local.requests).toEqual([5, 1, 1]);
    expect(local.findings.size).toBe(5);
  });

  it('are named where they are refused, once all others are there', async () => {
    local.refuse = (id) => (id === idOf(3) ? { ErrorCode: 'InvalidInput', ErrorMessage: 'no such type' } : undefined);
    await expect(hub().send(findings(150))).rejects.toThrow(
      `Security Hub refused 1 finding of 150, the first one ${idOf(3)}: InvalidInput: no such type`,
    );
    expect(local.requests).toEqual([100, 50]);
    expect(local.findings.size).toBe(149);
  });

  it('are not sent for ever', async () => {
    local.refuse = () => ({ ErrorCode: 'InternalException', ErrorMessage: 'try again' });
    await expect(hub().send(findings(2))).rejects.toThrow('refused 2 findings of 2');
    expect(local.requests).toEqual([2, 2, 2]);
  });

  it.each<[string, () => void]>([
    ['the request', () => (local.isOn = false)],
    ['each finding', () => (local.refuse = () => ({ ErrorCode: 'InvalidAccess', ErrorMessage: 'not subscribed' }))],
  ])('have nowhere to go where Security Hub is off, and says so of %s', async (_, turnOff) => {
    turnOff();
    await expect(hub().send(findings(2))).rejects.toThrow('Security Hub is not on in this account and Region');
  });
});
