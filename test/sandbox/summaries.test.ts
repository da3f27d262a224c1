import { type CopyJobSummary, ListCopyJobSummariesCommand, paginateListCopyJobSummaries } from '@aws-sdk/client-backup';
import { type Sandbox, startSandbox } from '../../sandbox/index.js';
import { rawGet, sandboxClient } from '../kit/sandbox-client.js';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const seconds = (time: string) => Date.parse(time) / 1000;

const job = (CreationDate: string, State = 'COMPLETED', AccountId = '111122223333') => ({
  AccountId,
  State,
  CreationDate: seconds(CreationDate),
  ResourceType: 'EBS',
  ...(State === 'RUNNING' ? {} : { MessageCategory: State === 'COMPLETED' ? 'SUCCESS' : 'ACCESS_DENIED' }),
  SourceBackupVaultArn: `arn:aws:backup:eu-west-1:${AccountId}:backup-vault:main`,
});

let sandbox: Sandbox;
beforeAll(async () => {
  const copyJobs = [
    job('2026-11-23T00:00:00Z'), // today: the data ends at midnight
    job('2026-11-22T23:59:59.999Z'),
    job('2026-11-22T00:00:00Z'),
    job('2026-11-22T05:00:00Z', 'FAILED'),
    job('2026-11-22T05:00:00Z', 'FAILED', '222233334444'),
    job('2026-11-21T05:00:00Z', 'RUNNING'),
    job('2026-11-10T00:00:00Z'),
    job('2026-11-09T00:00:00Z'),
    job('2026-11-08T23:59:59Z'), // more than 14 days ago
  ];
  sandbox = await startSandbox({ copyJobs, now: () => NOW });
});
afterAll(() => sandbox.close());

const ask = async (input: ListCopyJobSummariesCommand['input']): Promise<CopyJobSummary[]> => {
  const client = sandboxClient(sandbox.url);
  const { CopyJobSummaries = [], AggregationPeriod } = await client.send(new ListCopyJobSummariesCommand(input));
  client.destroy();
  expect(AggregationPeriod).toBe(input.AggregationPeriod ?? 'ONE_DAY');
  return CopyJobSummaries;
};
const line = ({ StartTime, AccountId, State, MessageCategory, Count }: CopyJobSummary) =>
  [StartTime?.toISOString().slice(0, 10), AccountId, State, MessageCategory ?? '-', Count].join(' ');

describe('summaries of copy jobs', () => {
  it('count each of the last 14 whole days by account, state and category', async () => {
    expect((await ask({})).map(line).sort()).toEqual([
      '2026-11-09 111122223333 COMPLETED SUCCESS 1',
      '2026-11-10 111122223333 COMPLETED SUCCESS 1',
      '2026-11-21 111122223333 RUNNING - 1',
      '2026-11-22 111122223333 COMPLETED SUCCESS 2',
      '2026-11-22 111122223333 FAILED ACCESS_DENIED 1',
      '2026-11-22 222233334444 FAILED ACCESS_DENIED 1',
    ]);
  });

  it('count a week as one, and two', async () => {
    const all = {
      AccountId: 'AGGREGATE_ALL',
      State: 'AGGREGATE_ALL',
      ResourceType: 'AGGREGATE_ALL',
      MessageCategory: 'AGGREGATE_ALL',
    } as const;
    const week = await ask({ ...all, AggregationPeriod: 'SEVEN_DAYS' });
    expect(week.map(line)).toEqual(['2026-11-16 AGGREGATE_ALL AGGREGATE_ALL AGGREGATE_ALL 5']);
    expect(week[0]).toMatchObject({ Region: 'eu-west-1', EndTime: new Date('2026-11-23T00:00:00Z') });
    const both = await ask({ ...all, AggregationPeriod: 'FOURTEEN_DAYS' });
    expect(both.map(line)).toEqual(['2026-11-09 AGGREGATE_ALL AGGREGATE_ALL AGGREGATE_ALL 7']);
  });

  it('are of what was asked for', async () => {
    expect((await ask({ State: 'FAILED', AccountId: '222233334444' })).map(line)).toEqual([
      '2026-11-22 222233334444 FAILED ACCESS_DENIED 1',
    ]);
    expect(await ask({ State: 'ABORTED' })).toEqual([]);
    expect((await ask({ MessageCategory: 'SUCCESS' })).map(({ Count }) => Count)).toEqual([2, 1, 1]);
  });

  it('come in pages', async () => {
    const client = sandboxClient(sandbox.url);
    const pages = [];
    for await (const { CopyJobSummaries = [] } of paginateListCopyJobSummaries({ client, pageSize: 4 }, {}))
      pages.push(CopyJobSummaries);
    client.destroy();
    expect(pages.map((page) => page.length)).toEqual([4, 2]);
    expect(pages.flat().map(line).sort()).toEqual((await ask({})).map(line).sort());
  });

  it.each(['State=DONE', 'AggregationPeriod=ONE_YEAR', 'MaxResults=0', 'AccountId=*', 'NextToken=x'])(
    'refuse %s',
    async (query) => {
      expect((await rawGet(sandbox.url, `/audit/copy-job-summaries?${query}`)).status).toBe(400);
    },
  );
});
