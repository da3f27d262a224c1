import { ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { type Sandbox, startSandbox } from '../../sandbox/index.js';
import { rawGet, sandboxClient } from '../kit/sandbox-client.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ copyJobs: [{ CopyJobId: '1', State: 'FAILED', CreationDate: 1.7e9 }] });
});
afterAll(() => sandbox.close());

describe('a query that the API does not take', () => {
  it.each([
    ['maxResults=0', 'greater than or equal to 1'],
    ['maxResults=1001', 'less than or equal to 1000'],
    ['maxResults=ten', 'whole number'],
    ['maxResults=', 'whole number'],
    ['state=ABORTED', 'enum value set: [CREATED, RUNNING, COMPLETED, FAILED, PARTIAL]'],
    ['state=failed', 'enum value set'],
    ['accountId=12345678901', '^[0-9]{12}$'],
    ['accountId=*', '^[0-9]{12}$'],
    ['resourceType=Storage%20Gateway', '^[a-zA-Z0-9'],
    [`resourceType=${'a'.repeat(51)}`, '^[a-zA-Z0-9'],
    ['createdAfter=yesterday', 'timestamp'],
    ['createdBefore=1700000000', 'timestamp'],
    ['completeAfter=2026-13-01T00:00:00Z', 'timestamp'],
    ['completeBefore=2026-01-01', 'timestamp'],
  ])('%s is refused, by its name and what is allowed', async (query, constraint) => {
    const { status, headers, body } = await rawGet(sandbox.url, `/copy-jobs?${query}`);
    expect(status).toBe(400);
    expect(headers.get('x-amzn-errortype')).toBe('InvalidParameterValueException');
    expect(body).toMatchObject({
      Code: 'InvalidParameterValueException',
      Type: 'Client',
      Context: query.split('=')[0],
    });
    expect(body?.['Message']).toContain(`'${query.split('=')[0]}'`);
    expect(body?.['Message']).toContain(constraint);
  });

  it('is an error of the official client’s own class', async () => {
    const client = sandboxClient(sandbox.url);
    await expect(client.send(new ListCopyJobsCommand({ MaxResults: 0 }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      Context: 'maxResults',
      $metadata: { httpStatusCode: 400 },
    });
    client.destroy();
  });

  it.each([
    'accountId=123456789012',
    'state=RUNNING',
    'maxResults=1',
    'maxResults=1000',
    'resourceType=EBS',
    'unknown=1',
  ])('%s is taken', async (query) => expect((await rawGet(sandbox.url, `/copy-jobs?${query}`)).status).toBe(200));

  it.each(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123456Z', '2026-01-01T01:00:00%2B01:00'])(
    'takes %s as a time',
    async (time) => expect((await rawGet(sandbox.url, `/copy-jobs?createdAfter=${time}`)).status).toBe(200),
  );
});

describe('a request that nobody signed', () => {
  it('lacks an authentication token', async () => {
    const { status, headers, body } = await rawGet(sandbox.url, '/copy-jobs', {});
    expect([status, headers.get('x-amzn-errortype')]).toEqual([403, 'MissingAuthenticationTokenException']);
    expect(body).toEqual({ message: 'Missing Authentication Token' });
  });

  it('has an incomplete signature where its scope is not one of AWS Backup', async () => {
    const { status, headers } = await rawGet(sandbox.url, '/copy-jobs', { authorization: 'Bearer token' });
    expect([status, headers.get('x-amzn-errortype')]).toEqual([400, 'IncompleteSignatureException']);
  });
});

describe('paths', () => {
  it.each([
    '/copy-jobs',
    '/copy-jobs/',
    '/backup-jobs',
    '/backup-jobs/',
    '/resources',
    '/resources/',
    '/audit/copy-job-summaries',
  ])('%s is an operation', async (path) => expect((await rawGet(sandbox.url, path)).status).toBe(200));

  it.each(['/', '/copy-jobs/1', '/backup-vaults/x', '//copy-jobs'])('%s is none', async (path) => {
    const { status, headers } = await rawGet(sandbox.url, path);
    expect([status, headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownOperationException']);
  });

  it('are operations for GET only', async () => {
    const { status } = await fetch(`${sandbox.url}/copy-jobs`, {
      method: 'PUT',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/backup/aws4_request' },
    });
    expect(status).toBe(404);
  });
});
