import { ENVIRONMENT } from '../../audit/environment.js';
import { HOUR } from '../../audit/schema.js';
import { handler } from '../../lambda/deliver-security-hub.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { LocalAuditor, requestsTo } from '../kit/local-auditor.js';
import { type LocalSecurityHub, startSecurityHub } from '../kit/security-hub.js';

jest.setTimeout(60_000);

const CONTEXT = { invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:SecurityHub' };
const REPORT = { name: 'Offsite', controls: [{ control: 'completed' }] };
const now = Date.now();
const job = (id: string, State: string) =>
  aCopyJob({ CopyJobId: id, State, CreationDate: new Date(now - 3 * HOUR), CompletionDate: new Date(now - 2 * HOUR) });

let auditor: LocalAuditor;
let hub: LocalSecurityHub;
const environment = { ...process.env };
beforeAll(async () => {
  auditor = await LocalAuditor.start({ copyJobs: [job('a', 'FAILED'), job('b', 'FAILED'), job('c', 'COMPLETED')] });
});
beforeEach(async () => {
  hub = await startSecurityHub();
  Object.assign(process.env, { AWS_ENDPOINT_URL_SECURITYHUB: hub.url, [ENVIRONMENT.securityHub]: 'INFORMATIONAL' });
});
afterEach(() => hub.close());
afterAll(async () => {
  process.env = environment;
  await auditor.close();
});

const { create, remove } = requestsTo(() => auditor, 'default/Offsite');
const states = () => [...hub.findings.values()].map(({ RecordState }) => RecordState);
const deliver = async () => {
  const { report, runId } = await auditor.run({ report: 'Offsite' });
  await handler({ report, runId }, CONTEXT);
  return { report, runId };
};

describe('findings of a published run', () => {
  beforeEach(async () => void (await create(REPORT)));
  afterEach(async () => void (await remove(REPORT, { removalPolicy: 'DESTROY' })));

  it('are there, of the account that sends them', async () => {
    await deliver();
    expect(states()).toEqual(['ACTIVE', 'ACTIVE']);
    for (const finding of hub.findings.values())
      expect(finding).toMatchObject({
        AwsAccountId: '111111111111',
        ProductArn: 'arn:aws:securityhub:eu-west-1:111111111111:product/111111111111/default',
        Title: expect.stringContaining('Every copy job that finished has copied everything') as string,
      });
  });

  it('are told once', async () => {
    const run = await deliver();
    await handler(run, CONTEXT);
    await deliver();
    expect(hub.requests).toEqual([2]);
  });

  it('are told by the next run where this one could not', async () => {
    hub.isOn = false;
    await expect(deliver()).rejects.toThrow('Security Hub is not on');
    hub.isOn = true;
    await deliver();
    expect(states()).toEqual(['ACTIVE', 'ACTIVE']);
  });

  it('are left out where they are less severe than asked for', async () => {
    process.env[ENVIRONMENT.securityHub] = 'CRITICAL';
    await deliver();
    expect(hub.requests).toEqual([]);
  });
});

describe('a report that is removed', () => {
  it.each(['RETAIN', 'DESTROY'] as const)(
    'has its findings closed (%s), and opens them when it is back',
    async (removalPolicy) => {
      await create(REPORT);
      const run = await deliver();
      await remove(REPORT, { removalPolicy });
      expect(states()).toEqual(['ARCHIVED', 'ARCHIVED']);
      expect([...hub.findings.values()].map(({ Description }) => String(Description))).toEqual([
        expect.stringContaining('the report was removed'),
        expect.stringContaining('the report was removed'),
      ]);
      // A delivery that comes late opens nothing again.
      await handler(run, CONTEXT);
      expect(states()).toEqual(['ARCHIVED', 'ARCHIVED']);

      await create(REPORT);
      await deliver();
      expect(states()).toEqual(['ACTIVE', 'ACTIVE']);
      expect(hub.ignored).toEqual([]);
      await remove(REPORT, { removalPolicy: 'DESTROY' });
    },
  );

  it('is removed though Security Hub is off', async () => {
    await create(REPORT);
    await deliver();
    hub.isOn = false;
    await remove(REPORT, { removalPolicy: 'DESTROY' });
    expect(await auditor.reader.reportNames()).toEqual([]);
  });
});
