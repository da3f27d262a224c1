import { ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { type Fault, type Sandbox, type SandboxOptions, type Spoil, startSandbox } from '../../sandbox/index.js';
import { rawGet, sandboxClient } from '../kit/sandbox-client.js';

const copyJobs = Array.from({ length: 6 }, (_, index) => ({ CopyJobId: String(index), CreationDate: 1.7e9 - index }));

let sandbox: Sandbox;
const serve = async (options: SandboxOptions): Promise<Sandbox> =>
  (sandbox = await startSandbox({ copyJobs, ...options }));
afterEach(() => sandbox.close());

/** The first request goes wrong, or the one whose number is given. */
const faulty = (fault: Fault, number = 1): Promise<Sandbox> =>
  serve({ faultPlan: (request) => (request.number === number ? fault : undefined) });

const get = (query = '') => rawGet(sandbox.url, `/copy-jobs?maxResults=2${query}`);
const idsOf = (body: Record<string, unknown> | undefined) =>
  (body?.['CopyJobs'] as { CopyJobId: string }[]).map((job) => job.CopyJobId).join('');
const after = (body: Record<string, unknown> | undefined) =>
  `&nextToken=${encodeURIComponent(String(body?.['NextToken']))}`;

describe('a fault', () => {
  it.each<[Fault, number, string]>([
    [{ kind: 'throttle' }, 400, 'ThrottlingException'],
    [
      { kind: 'error', status: 500, code: 'ServiceUnavailableException', message: 'later' },
      500,
      'ServiceUnavailableException',
    ],
    [{ kind: 'error', status: 403, code: 'AccessDeniedException', message: 'no' }, 403, 'AccessDeniedException'],
    [{ kind: 'expired-token' }, 400, 'InvalidParameterValueException'],
  ])('answers one request with an error, and only that one: %j', async (fault, status, code) => {
    await faulty(fault);
    const client = sandboxClient(sandbox.url);
    const refused = client.send(new ListCopyJobsCommand({}));
    await expect(refused).rejects.toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
    expect((await client.send(new ListCopyJobsCommand({}))).CopyJobs).toHaveLength(6);
    client.destroy();
  });

  it('lets the official client get through on its second attempt', async () => {
    await faulty({ kind: 'throttle' });
    const client = sandboxClient(sandbox.url, { maxAttempts: 2 });
    expect((await client.send(new ListCopyJobsCommand({}))).CopyJobs).toHaveLength(6);
    client.destroy();
    expect(sandbox.requests().map(({ status, fault, items }) => [status, fault, items])).toEqual([
      [400, 'throttle', undefined],
      [200, undefined, 6],
    ]);
  });

  it('can be a proxy’s page', async () => {
    await faulty({ kind: 'answer', status: 502, body: '<html>Bad Gateway</html>' });
    const { status, headers, text } = await get();
    expect([status, headers.get('content-type'), text]).toEqual([502, 'text/html', '<html>Bad Gateway</html>']);
  });

  it('can cut the connection before the answer', async () => {
    await faulty({ kind: 'reset' });
    await expect(get()).rejects.toThrow('fetch failed');
    expect(sandbox.requests()[0]?.status).toBeUndefined();
  });

  it('can cut the connection within the body', async () => {
    await faulty({ kind: 'half-body' });
    await expect(get()).rejects.toThrow('terminated');
  });

  it('can end the JSON in the middle of a whole answer', async () => {
    await faulty({ kind: 'truncated-json' });
    const { status, text } = await get();
    expect(status).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect((await get()).text.startsWith(text.slice(0, 40))).toBe(true);
  });

  it('can be no answer at all, until the client gives up', async () => {
    await faulty({ kind: 'hang' });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${sandbox.url}/copy-jobs`, { signal })).rejects.toThrow(/aborted/);
  });

  it('can serve the page before once more, and lead on', async () => {
    await faulty({ kind: 'repeat-page' }, 2);
    const first = (await get()).body;
    const again = (await get(after(first))).body;
    const second = (await get(after(again))).body;
    expect([first, again, second].map(idsOf)).toEqual(['01', '01', '23']);
  });

  it('can hand back the token that it was asked with', async () => {
    await serve({ faultPlan: ({ number }) => (number > 1 ? { kind: 'loop-token' } : undefined) });
    const first = (await get()).body;
    const second = (await get(after(first))).body;
    const third = (await get(after(second))).body;
    expect([first, second, third].map(idsOf)).toEqual(['01', '23', '23']);
    expect(second?.['NextToken']).toBe(first?.['NextToken']);
  });

  it('can send half of a body at once and the rest later', async () => {
    await faulty({ kind: 'slow-body', ms: 20 });
    const { status, body } = await get();
    expect([status, idsOf(body)]).toEqual([200, '01']);
  });

  it('can give a token that belongs to another request', async () => {
    await faulty({ kind: 'foreign-token' });
    const first = (await get()).body;
    expect(idsOf(first)).toBe('01');
    const refused = await get(after(first));
    expect(refused).toMatchObject({ status: 400, body: { Code: 'InvalidParameterValueException' } });
  });

  it.each<[Spoil, unknown]>([
    [{ how: 'unknown-field' }, { CopyJobId: '0', FieldOfTomorrow: { Nested: [1, null, { Deep: 'Wörter' }] } }],
    [{ how: 'unknown-state' }, { CopyJobId: '0', State: 'ABORTING_SOON' }],
    [{ how: 'missing', field: 'CopyJobId' }, { CreationDate: 1.7e9 }],
    [
      { how: 'null', field: 'CreationDate' },
      { CopyJobId: '0', CreationDate: null },
    ],
    [
      { how: 'absurd-date', field: 'CreationDate', which: 0 },
      { CopyJobId: '0', CreationDate: 1.7e12 },
    ],
    [{ how: 'absurd-date', field: 'CreationDate', which: 2 }, { CreationDate: 'the day before yesterday' }],
    [{ how: 'null-item' }, null],
  ])('can spoil the items of a page: %j', async (spoil, item) => {
    await faulty({ kind: 'spoilt-items', spoil });
    const items = (await get()).body?.['CopyJobs'] as unknown[];
    if (item === null) expect(items).toEqual([null, null]);
    else expect(items[0]).toMatchObject(item as object);
    if (spoil.how === 'missing') expect(items[0]).not.toHaveProperty(spoil.field);
  });

  it('can serve the items of a page twice: as they are, and as they were before they were finished', async () => {
    await faulty({ kind: 'spoilt-items', spoil: { how: 'twice' } });
    const items = (await get()).body?.['CopyJobs'] as Record<string, unknown>[];
    expect(items.map(({ CopyJobId, State }) => [CopyJobId, State])).toEqual([
      ['0', undefined],
      ['0', 'RUNNING'],
      ['1', undefined],
      ['1', 'RUNNING'],
    ]);
  });

  it('can shorten a page, to nothing even, and loses no job', async () => {
    await serve({ faultPlan: ({ number }) => ({ kind: 'short-page', items: number - 1 }) });
    const pages = [(await get()).body];
    for (let page = pages[0]; page?.['NextToken'] !== undefined; pages.push(page)) page = (await get(after(page))).body;
    expect(pages.map(idsOf)).toEqual(['', '0', '12', '34', '5']);
  });
});

describe('the plan of faults', () => {
  it('sees what was asked', async () => {
    const seen: string[] = [];
    await serve({
      faultPlan: ({ operation, region, query }) => void seen.push(`${operation} ${region} ${query.get('maxResults')}`),
    });
    await get();
    await rawGet(sandbox.url, '/nowhere', {});
    expect(seen).toEqual(['ListCopyJobs eu-west-1 2', 'undefined  null']);
  });
});
