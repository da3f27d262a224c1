import { Limiter } from '../../sandbox/limiter.js';
import { startSandbox } from '../../sandbox/index.js';
import { rawGet } from '../kit/sandbox-client.js';

describe('a limit of requests', () => {
  let now = 1_000_000;
  const admitted = (limiter: Limiter, tries: number) =>
    Array.from({ length: tries }, () => limiter.admits()).filter(Boolean).length;

  it('lets a burst through, then as many a second as it says', () => {
    const limiter = new Limiter(10, 5, () => now);
    expect(admitted(limiter, 20)).toBe(5);
    now += 200;
    expect(admitted(limiter, 20)).toBe(2);
    now += 60_000;
    expect(admitted(limiter, 20)).toBe(5);
  });

  it.each([400, 429] as const)('answers ThrottlingException above it, with status %d', async (throttleStatus) => {
    const sandbox = await startSandbox({ requestsPerSecond: 2, throttleStatus, now: () => now });
    const answers = [1, 2, 3].map(() => rawGet(sandbox.url, '/copy-jobs'));
    const refused = (await Promise.all(answers)).filter(({ status }) => status !== 200);
    await sandbox.close();
    expect(refused.map(({ status, headers, body }) => [status, headers.get('x-amzn-errortype'), body])).toEqual([
      [throttleStatus, 'ThrottlingException', { message: 'Rate exceeded' }],
    ]);
  });

  it('counts no request that nobody signed', async () => {
    const sandbox = await startSandbox({ requestsPerSecond: 1, now: () => now });
    await rawGet(sandbox.url, '/copy-jobs', {});
    expect((await rawGet(sandbox.url, '/copy-jobs')).status).toBe(200);
    await sandbox.close();
  });
});
