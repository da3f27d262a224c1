import { type Sandbox, startSandbox } from '../../sandbox/index.js';
import { rawGet, signed } from '../kit/sandbox-client.js';

const HOUR = 3_600_000;
const copyJobs = Array.from({ length: 10 }, (_, index) => ({
  CopyJobId: String(index),
  State: 'FAILED',
  SourceBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:main',
  CreationDate: 1.7e9 - index,
}));

let now = Date.parse('2026-11-23T12:00:00Z');
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    copyJobs,
    backupJobs: copyJobs,
    now: () => now,
    tokenLifetimeMs: HOUR,
    scopeByRegion: true,
  });
});
afterAll(() => sandbox.close());

const page = (query: string, path = '/copy-jobs', region = 'eu-west-1') =>
  rawGet(sandbox.url, `${path}?${query}`, signed(region));
const tokenOf = async (query: string): Promise<string> =>
  encodeURIComponent(String((await page(query)).body?.['NextToken']));
const idsOf = (body: Record<string, unknown> | undefined) =>
  (body?.['CopyJobs'] as { CopyJobId: string }[]).map((job) => job.CopyJobId);

describe('a NextToken', () => {
  it('leads to the rest, whatever size the next page is', async () => {
    const token = await tokenOf('maxResults=3');
    expect(idsOf((await page(`maxResults=2&nextToken=${token}`)).body)).toEqual(['3', '4']);
    expect(idsOf((await page(`maxResults=50&nextToken=${token}`)).body)).toEqual(['3', '4', '5', '6', '7', '8', '9']);
  });

  it('is not given where nothing is left', async () => {
    expect((await page('maxResults=10')).body).not.toHaveProperty('NextToken');
    expect((await page('maxResults=9')).body).toHaveProperty('NextToken');
    expect((await page('state=RUNNING')).body).toEqual({ CopyJobs: [] });
  });

  it('says nothing of where it leads', async () => {
    const token = decodeURIComponent(await tokenOf('maxResults=3'));
    expect(Buffer.from(token, 'base64').toString('latin1')).not.toMatch(/copyjobs|\[3|"3/i);
  });

  const refusal = async (query: string, path?: string, region?: string) => {
    const { status, headers, body } = await page(query, path, region);
    expect([status, headers.get('x-amzn-errortype')]).toEqual([400, 'InvalidParameterValueException']);
    return String(body?.['Message']);
  };

  it.each(['', 'abc', '3', encodeURIComponent(Buffer.alloc(64).toString('base64'))])(
    'is refused where nobody gave it: "%s"',
    async (token) => {
      expect(await refusal(`nextToken=${token}`)).toMatch(/not valid/);
    },
  );

  it('is refused where it was changed', async () => {
    const token = decodeURIComponent(await tokenOf('maxResults=3'));
    const changed = `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`;
    expect(await refusal(`nextToken=${encodeURIComponent(changed)}`)).toMatch(/not valid/);
  });

  it('is refused by another endpoint', async () => {
    const other = await startSandbox({ copyJobs });
    const token = String((await rawGet(other.url, '/copy-jobs?maxResults=3')).body?.['NextToken']);
    await other.close();
    expect(await refusal(`nextToken=${encodeURIComponent(token)}`)).toMatch(/not valid/);
  });

  it('is refused with other filters, for another operation, and in another Region', async () => {
    const token = await tokenOf('maxResults=3&state=FAILED');
    expect(await refusal(`nextToken=${token}`)).toMatch(/other parameters/);
    expect(await refusal(`nextToken=${token}&state=RUNNING`)).toMatch(/other parameters/);
    expect(await refusal(`nextToken=${token}&state=FAILED`, '/backup-jobs')).toMatch(/other parameters/);
    expect(await refusal(`nextToken=${token}&state=FAILED`, '/copy-jobs', 'us-east-1')).toMatch(/other parameters/);
    expect((await page(`nextToken=${token}&state=FAILED`)).status).toBe(200);
  });

  it('is refused when it is too old', async () => {
    const token = await tokenOf('maxResults=3');
    now += HOUR;
    expect((await page(`nextToken=${token}`)).status).toBe(200);
    now += 1;
    expect(await refusal(`nextToken=${token}`)).toMatch(/expired/);
  });
});
