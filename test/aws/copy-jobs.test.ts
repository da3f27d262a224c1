import { Throttled, TokenRefused } from '../../audit/errors.js';
import { type BackupAccess, backupClient } from '../../aws/backup-client.js';
import { Budget } from '../../aws/budget.js';
import { CopyJobs } from '../../aws/copy-jobs.js';
import { unitPorts } from '../../aws/unit-ports.js';
import { type Fault, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.js';

const QUERY = { MaxResults: 2 };
const jobs = ['a', 'b', 'c'].map((CopyJobId, index) => ({
  CopyJobId,
  CreationDate: 1_795_000_000.123 + index,
  State: 'COMPLETED',
  FieldOfTheFuture: { nested: [1, 'two'] },
}));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Reads from an endpoint of its own; `slow` holds why answers went the SDK's own way. */
const reading = async <T>(
  options: SandboxOptions,
  use: (copyJobs: CopyJobs, slow: string[], sandbox: Sandbox) => Promise<T>,
): Promise<T> => {
  const sandbox = await startSandbox({ copyJobs: jobs, ...options });
  const slow: string[] = [];
  const access: BackupAccess = { region: 'eu-west-1', endpoint: sandbox.url, credentials };
  const client = backupClient(access, 'CopyJobs', new Budget(Infinity), (reason) => slow.push(reason));
  try {
    return await use(new CopyJobs(client, (attempt) => attempt < 2), slow, sandbox);
  } finally {
    client.destroy();
    await sandbox.close();
  }
};

const refused = (fault: Fault, NextToken?: string) =>
  reading({ faultPlan: () => fault }, async (copyJobs) => {
    const query = { ...QUERY, ...(NextToken === undefined ? {} : { NextToken }) };
    return copyJobs.listCopyJobs(query).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
  });

describe('pages of copy jobs', () => {
  it('come as they are on the wire: numbers for times, and fields that no SDK knows yet', () =>
    reading({ timestamps: 'decimal' } as SandboxOptions, async (copyJobs, slow) => {
      const { items, nextToken, took } = await copyJobs.listCopyJobs(QUERY);
      expect(items).toHaveLength(2);
      expect(items[0]).toMatchObject({ CreationDate: 1_795_000_002.123, FieldOfTheFuture: { nested: [1, 'two'] } });
      expect(nextToken).toEqual(expect.any(String));
      expect(took).toBeGreaterThan(0);
      const rest = await copyJobs.listCopyJobs({ ...QUERY, NextToken: nextToken ?? '' });
      expect(rest).toMatchObject({ items: [{ CopyJobId: 'a' }], nextToken: undefined });
      expect(slow).toEqual([]);
    }));

  it('are asked for with every filter that a query has', () =>
    reading({}, async (copyJobs, _slow, sandbox) => {
      await copyJobs.listCopyJobs({
        ...QUERY,
        ByState: 'COMPLETED',
        ByAccountId: '111122223333',
        ByCreatedAfter: new Date(1_795_000_000_000),
      });
      const query = sandbox.requests()[0]?.query;
      expect(Object.fromEntries(query ?? [])).toMatchObject({
        maxResults: '2',
        state: 'COMPLETED',
        accountId: '111122223333',
        createdAfter: '2026-11-18T11:06:40Z',
      });
    }));
});

describe('a service that takes fewer requests than are asked for', () => {
  it('is given no more than it takes, and repeats wait for their turn in the budget too', async () => {
    const sandbox = await startSandbox({ copyJobs: jobs, requestsPerSecond: 20, burst: 1 });
    const budget = new Budget(Infinity);
    const client = backupClient(
      { region: 'eu-west-1', endpoint: sandbox.url, credentials },
      'CopyJobs',
      budget,
      () => 0,
    );
    try {
      const copyJobs = new CopyJobs(client, () => true);
      const answers = await Promise.allSettled(Array.from({ length: 10 }, () => copyJobs.listCopyJobs(QUERY)));
      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
      expect(refused.every((reason) => reason instanceof Throttled)).toBe(true);
      // From now on a turn is not had at once.
      const asked = performance.now();
      await Promise.all([budget.getSendToken(), budget.getSendToken(), budget.getSendToken()]);
      expect(performance.now() - asked).toBeGreaterThanOrEqual(2 * 20);
    } finally {
      client.destroy();
      await sandbox.close();
    }
  });
});

describe('an answer that is no page', () => {
  it.each<[string, Fault]>([
    ['a refusal to be so fast', { kind: 'throttle' }],
    [
      'a service that is not available',
      { kind: 'error', status: 503, code: 'ServiceUnavailableException', message: 'later' },
    ],
    ['an error of the service', { kind: 'error', status: 500, code: 'InternalFailure', message: 'oops' }],
    ['a connection that is reset', { kind: 'reset' }],
    ['half a body', { kind: 'half-body' }],
    ['JSON that is cut off', { kind: 'truncated-json' }],
  ])('means to ask again later: %s', async (_name, fault) => {
    expect(await refused(fault)).toBeInstanceOf(Throttled);
  });

  it('means to start again without the token where that is refused', async () => {
    expect(await refused({ kind: 'expired-token' }, 'old')).toBeInstanceOf(TokenRefused);
  });

  it('is final where the caller may not, and names what the service named', async () => {
    const denied = { kind: 'error' as const, status: 403, code: 'AccessDeniedException', message: 'not authorized' };
    const error = await refused(denied);
    expect(error).not.toBeInstanceOf(Throttled);
    expect(error?.message).toBe('AccessDeniedException: not authorized');
  });

  it('stops being waited for when patience ends', () =>
    reading({}, async (copyJobs) => {
      expect(await copyJobs.pause(1)).toBe(true);
      expect(await copyJobs.pause(2)).toBe(false);
    }));
});

describe('a unit’s other lists', () => {
  const unit = {
    id: 'u',
    filterSet: 'all',
    accountId: '111122223333',
    region: 'eu-west-1',
    requestsPerSecond: Infinity,
  };
  const backupJobs = Array.from({ length: 1500 }, (_, index) => ({
    BackupJobId: `b${index}`,
    State: 'COMPLETED',
    CreationDate: 1_795_000_000 + index,
    CompletionDate: 1_795_000_100 + index,
    RecoveryPointArn: `arn:aws:ec2:eu-west-1::snapshot/snap-${index}`,
  }));

  it('are read to their end', async () => {
    const protectedResources = [{ ResourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:a', ResourceType: 'RDS' }];
    const sandbox = await startSandbox({ backupJobs, protectedResources });
    try {
      const ports = unitPorts({ endpoint: sandbox.url, credentials }, unit, { patience: () => false });
      const ids = new Set<string | undefined>();
      const completed = { from: 1_795_000_000_000, to: 1_796_000_000_000 };
      for await (const { id } of ports.backupJobs({ completed })) ids.add(id);
      expect(ids.size).toBe(1500);
      const found = [];
      for await (const resource of ports.protectedResources()) found.push(resource);
      expect(found).toEqual([{ arn: 'arn:aws:rds:eu-west-1:111122223333:db:a', type: 'RDS' }]);
    } finally {
      await sandbox.close();
    }
  });

  it('wait for a service that throttles as long as there is patience', async () => {
    const read = async (patience: number): Promise<number> => {
      // More refusals in a row than the client repeats by itself.
      let refusals = 4;
      const faultPlan = (): Fault | undefined => (refusals-- > 0 ? { kind: 'throttle' } : undefined);
      const sandbox = await startSandbox({ backupJobs, faultPlan });
      const ports = unitPorts({ endpoint: sandbox.url, credentials }, unit, {
        patience: (attempt) => attempt <= patience,
      });
      let jobs = 0;
      try {
        for await (const _job of ports.backupJobs({})) jobs += 1;
      } finally {
        await sandbox.close();
      }
      return jobs;
    };
    expect(await read(5)).toBe(1500);
    await expect(read(0)).rejects.toThrow(Throttled);
  });

  it('say that protected resources and tags of another account need a role there', async () => {
    const ports = unitPorts({ credentials }, { ...unit, byAccountId: '111122223333' }, { patience: () => false });
    await expect(ports.protectedResources()[Symbol.asyncIterator]().next()).rejects.toThrow(/through a role/);
    await expect(ports.taggedResources?.({ tier: 'gold' })).rejects.toThrow(/tags .* through a role/);
  });
});
