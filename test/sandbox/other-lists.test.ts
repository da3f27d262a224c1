import {
  type ListBackupJobsCommandInput,
  paginateListBackupJobs,
  paginateListProtectedResources,
} from '@aws-sdk/client-backup';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { bruteForce } from '../kit/brute-force.js';
import { rawGet, sandboxClient } from '../kit/sandbox-client.js';

const scenario = generateScenario({ seed: 3, count: 200, asOf: '2026-11-23T12:00:00Z' });
const BACKUPS = [...scenario.backupJobs];
const RESOURCES = [...scenario.protectedResources];

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(scenario);
});
afterAll(() => sandbox.close());

const list = async (input: ListBackupJobsCommandInput): Promise<string[]> => {
  const client = sandboxClient(sandbox.url);
  const found: string[] = [];
  for await (const { BackupJobs } of paginateListBackupJobs({ client, pageSize: 150 }, { ...input })) {
    found.push(...(BackupJobs ?? []).map(({ BackupJobId }) => String(BackupJobId)));
  }
  client.destroy();
  return found.sort();
};

const middle = BACKUPS[Math.floor(BACKUPS.length / 2)]!;
const moment = new Date(Number(middle['CreationDate']) * 1000);
const completed = new Date(Number(middle['CompletionDate']) * 1000);

describe('ListBackupJobs', () => {
  it.each<[keyof ListBackupJobsCommandInput, string | Date]>([
    ['ByAccountId', '111122223333'],
    ['ByBackupVaultName', 'primary-vault'],
    ['ByCompleteAfter', completed],
    ['ByCompleteBefore', completed],
    ['ByCreatedAfter', moment],
    ['ByCreatedBefore', moment],
    ['ByMessageCategory', 'SUCCESS'],
    ['ByResourceArn', String(middle['ResourceArn'])],
    ['ByResourceType', String(middle['ResourceType'])],
    ['ByState', 'COMPLETED'],
  ])('%s finds what looking at every job finds', async (name, value) => {
    const wanted = bruteForce(BACKUPS, { [name]: value }).map((job) => String(job['BackupJobId']));
    expect(wanted.length).toBeGreaterThan(0);
    expect(await list({ [name]: value })).toEqual(wanted.sort());
  });

  it('lists every account where * is asked for', async () => {
    expect(await list({ ByAccountId: '*' })).toHaveLength(BACKUPS.length);
  });

  it.each(['state=STOPPED', 'backupVaultName=a', 'accountId=**'])('refuses %s', async (query) => {
    expect((await rawGet(sandbox.url, `/backup-jobs?${query}`)).status).toBe(400);
  });
});

describe('ListProtectedResources', () => {
  it('lists every resource once, with its last backup', async () => {
    const client = sandboxClient(sandbox.url);
    const found = [];
    for await (const { Results } of paginateListProtectedResources({ client, pageSize: 7 }, {}))
      found.push(...(Results ?? []));
    client.destroy();
    const wanted = RESOURCES.map((raw) => ({
      ...raw,
      LastBackupTime: new Date(Math.round(Number(raw['LastBackupTime']) * 1000)),
    }));
    expect(found).toEqual(expect.arrayContaining(wanted));
    expect(found).toHaveLength(wanted.length);
  });
});
