import { GetBackupPlanCommand, paginateListBackupPlans, paginateListBackupVaults } from '@aws-sdk/client-backup';
import { regionOf } from '../../audit/arn.js';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { rawGet, sandboxClient } from '../kit/sandbox-client.js';

const scenario = generateScenario({ seed: 3, count: 200, asOf: '2026-11-23T12:00:00Z' });
const PLANS = [...scenario.backupPlans] as { BackupPlanId: string; BackupPlanArn: string; BackupPlan: object }[];
const VAULTS = [...scenario.backupVaults];
const HOME = ':eu-west-1:111122223333:';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(scenario);
});
afterAll(() => sandbox.close());

const mine = PLANS.filter(({ BackupPlanArn }) => BackupPlanArn.includes(HOME));

describe('ListBackupPlans and GetBackupPlan', () => {
  it('list the plans of the account that calls, in the Region that is asked, without their rules', async () => {
    const client = sandboxClient(sandbox.url);
    const found = [];
    for await (const { BackupPlansList } of paginateListBackupPlans({ client, pageSize: 3 }, {}))
      found.push(...(BackupPlansList ?? []));
    client.destroy();
    expect(mine).toHaveLength(4);
    expect(found.map(({ BackupPlanId }) => BackupPlanId)).toEqual(mine.map(({ BackupPlanId }) => BackupPlanId));
    expect(found[0]).toMatchObject({ BackupPlanName: 'org-nightly', CreationDate: expect.any(Date) as Date });
    expect(found[0]).not.toHaveProperty('BackupPlan');
  });

  it('give a plan whole, as copy jobs name it', async () => {
    const client = sandboxClient(sandbox.url);
    for (const { BackupPlanId, BackupPlan } of mine)
      expect(await client.send(new GetBackupPlanCommand({ BackupPlanId }))).toMatchObject({ BackupPlanId, BackupPlan });
    client.destroy();
    const named = [...scenario.copyJobs].flatMap(
      ({ CreatedBy }) => (CreatedBy as { BackupPlanId?: string } | undefined)?.BackupPlanId ?? [],
    );
    expect(named.filter((id) => !PLANS.some(({ BackupPlanId }) => BackupPlanId === id))).toEqual([]);
  });

  it('tell nobody of plans of another account or Region', async () => {
    for (const { BackupPlanId } of PLANS.filter((each) => !mine.includes(each)).slice(0, 5)) {
      const { status, text } = await rawGet(sandbox.url, `/backup/plans/${BackupPlanId}/`);
      expect([status, JSON.parse(text)]).toMatchObject([400, { Code: 'ResourceNotFoundException' }]);
    }
  });

  it('list those of the account that is said to call', async () => {
    const other = await startSandbox({ ...scenario, callerAccountId: '444455556666' });
    const { text } = await rawGet(other.url, '/backup/plans/');
    await other.close();
    expect(text.match(/:444455556666:/g)).toHaveLength(4);
    expect(text).not.toContain(':111122223333:');
  });
});

describe('ListBackupVaults', () => {
  it('lists every vault of the account and the Region once, by its type where one is asked for', async () => {
    expect(new Set(VAULTS.map(({ BackupVaultArn }) => BackupVaultArn)).size).toBe(VAULTS.length);
    const central = VAULTS.find(({ VaultType }) => VaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT')!;
    const vaults = async (callerAccountId: string, query = '') => {
      const there = await startSandbox({ ...scenario, callerAccountId });
      const client = sandboxClient(there.url, { region: regionOf(String(central['BackupVaultArn']))! });
      const found = [];
      for await (const { BackupVaultList } of paginateListBackupVaults(
        { client },
        query === '' ? {} : { ByVaultType: 'BACKUP_VAULT' },
      ))
        found.push(...(BackupVaultList ?? []));
      client.destroy();
      await there.close();
      return found.map(({ BackupVaultArn, Locked }) => [BackupVaultArn, Locked]);
    };
    expect(await vaults('999988887777')).toEqual([[central['BackupVaultArn'], true]]);
    expect(await vaults('999988887777', 'BACKUP_VAULT')).toEqual([]);
  });
});
