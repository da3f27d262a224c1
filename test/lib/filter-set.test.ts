import { App, CfnParameter, Duration, Stack, Token } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { CopyJobState, FilterSet, type FilterSetProps, ResourceType, Target } from '../../lib/index.js';

const rendered = (props: FilterSetProps) => new FilterSet('databases', props)._render()[0]!;
const vaultArn = 'arn:aws:backup:eu-west-1:111122223333:backup-vault:offsite';

describe('a filter set', () => {
  it('asks nothing but its name where no filter is given', () => {
    expect(rendered({})).toEqual({ name: 'databases' });
  });

  const resourceArn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
  const recoveryPoint = 'arn:aws:ec2:eu-west-1::snapshot/snap-1';
  it.each<[string, FilterSetProps, object]>([
    ['ByAccountId', { accountId: '111122223333' }, { accountId: '111122223333' }],
    ['ByCompleteAfter', { completedAfter: '2026-11-01' }, { completedAfter: '2026-11-01' }],
    ['ByCompleteBefore', { completedBefore: '2026-11-02T00:00:00Z' }, { completedBefore: '2026-11-02T00:00:00Z' }],
    ['ByCreatedAfter', { createdAfter: '2026-11-01' }, { createdAfter: '2026-11-01' }],
    ['ByCreatedBefore', { createdBefore: '2026-11-02' }, { createdBefore: '2026-11-02' }],
    ['ByDestinationVaultArn', { destinationVaultArn: vaultArn }, { destinationVaultArn: vaultArn }],
    ['ByMessageCategory', { messageCategory: 'ACCESS_DENIED' }, { messageCategory: 'ACCESS_DENIED' }],
    ['ByParentJobId', { parentJobId: 'parent' }, { parentJobId: 'parent' }],
    ['ByResourceArn', { resourceArn }, { resourceArn }],
    ['ByResourceType', { resourceType: ResourceType.STORAGE_GATEWAY }, { resourceType: 'Storage Gateway' }],
    ['BySourceRecoveryPointArn', { sourceRecoveryPointArn: recoveryPoint }, { sourceRecoveryPointArn: recoveryPoint }],
    ['ByState', { state: CopyJobState.PARTIAL }, { state: 'PARTIAL' }],
    ['tags of the resource', { taggedWith: { tier: 'gold' } }, { taggedWith: { tier: 'gold' } }],
    ['the plan', { backupPlanId: 'plan-1' }, { backupPlanId: 'plan-1' }],
    ['its rule', { backupRuleName: 'Daily' }, { backupRuleName: 'Daily' }],
    ['a window of creation', { createdWithin: Duration.days(7) }, { createdWithin: '7d' }],
    ['a window of completion', { completedWithin: Duration.hours(26) }, { completedWithin: '26h' }],
    ['the page size', { pageSize: 500 }, { pageSize: 500 }],
    ['a limit of items', { maxItems: 20_000 }, { maxItems: 20_000 }],
    ['a starting token', { startingToken: 'next' }, { startingToken: 'next' }],
    ['targets', { targets: [Target.account('111122223333')] }, { targets: [{ accounts: ['111122223333'] }] }],
  ])('renders %s', (_, props, expected) => {
    expect(rendered(props)).toEqual({ name: 'databases', ...expected });
  });

  it('takes the vault itself and renders its ARN, known or not', () => {
    const stack = new Stack(new App(), 'Stack');
    const known = BackupVault.fromBackupVaultArn(stack, 'Known', vaultArn);
    const created = new BackupVault(stack, 'Created');
    expect(rendered({ destinationVault: known }).destinationVaultArn).toBe(vaultArn);
    const arn = rendered({ destinationVault: created }).destinationVaultArn;
    expect(stack.resolve(arn)).toEqual({ 'Fn::GetAtt': [expect.stringContaining('Created'), 'BackupVaultArn'] });
  });

  it('refuses a vault in two ways', () => {
    const vault = BackupVault.fromBackupVaultArn(new Stack(new App(), 'Stack'), 'Vault', vaultArn);
    expect(() => rendered({ destinationVault: vault, destinationVaultArn: vaultArn })).toThrow(
      'The filter set "databases" is not valid: destinationVaultArn: cannot be given together with destinationVault',
    );
  });

  it('keeps the unit of a duration that is known only at deployment', () => {
    const stack = new Stack(new App(), 'Stack');
    const days = new CfnParameter(stack, 'Days', { type: 'Number' });
    const createdWithin = Duration.days(Token.asNumber(days.value));
    expect(stack.resolve(rendered({ createdWithin }).createdWithin)).toEqual({
      'Fn::Join': ['', [{ Ref: 'Days' }, 'd']],
    });
  });
});

describe('a resource type', () => {
  it('has a constant for every type of the API reference', () => {
    const constants = Object.values(ResourceType).map(({ name }: ResourceType) => name);
    expect(constants).toEqual([
      ...['Aurora', 'CloudFormation', 'DocumentDB', 'DynamoDB', 'EBS', 'EC2', 'EFS', 'FSx', 'Neptune', 'RDS'],
      ...['Redshift', 'S3', 'SAP HANA on Amazon EC2', 'Storage Gateway', 'Timestream', 'VirtualMachine'],
    ]);
  });

  it('is open to types that AWS adds', () => {
    expect(ResourceType.of('EKS').name).toBe('EKS');
  });
});
