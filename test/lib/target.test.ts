import { Target } from '../../lib/index.js';

describe('a target', () => {
  it('is the own account where none is named', () => {
    expect(Target.ownAccount()._render()).toEqual({});
    expect(Target.ownAccount({ regions: ['eu-west-1'] })._render()).toEqual({ regions: ['eu-west-1'] });
  });

  it('is one account or several, in Regions, read through a role', () => {
    expect(Target.account('111122223333')._render()).toEqual({ accounts: ['111122223333'] });
    const role = { name: 'CopyAudit', externalId: 'secret' };
    expect(Target.accounts(['111122223333', '444455556666'], { regions: ['eu-west-1'], role })._render()).toEqual({
      accounts: ['111122223333', '444455556666'],
      regions: ['eu-west-1'],
      role,
    });
  });

  it('leaves an external id out where the role asks for none', () => {
    expect(Target.account('111122223333', { role: { name: 'CopyAudit' } })._render()).toStrictEqual({
      accounts: ['111122223333'],
      role: { name: 'CopyAudit' },
    });
  });

  it('is every account at once only where that is said', () => {
    expect(Target.allAccountsAtOnce({ regions: ['eu-west-1'] })._render()).toEqual({
      accounts: ['*'],
      regions: ['eu-west-1'],
    });
  });

  it('tells since when other accounts are monitored', () => {
    expect(Target.account('111122223333', { monitoredSince: '2026-11-01' })._render()).toEqual({
      accounts: ['111122223333'],
      monitoredSince: '2026-11-01',
    });
  });

  it('is every account of the organization, or those of some units', () => {
    expect(Target.organization()._render()).toStrictEqual({ organization: {} });
    expect(
      Target.organization({
        includeOrganizationalUnits: ['ou-abcd-11111111'],
        excludeOrganizationalUnits: ['ou-abcd-22222222'],
        excludeAccounts: ['111122223333'],
        skipEmptyAccounts: true,
        regions: ['eu-west-1'],
        role: { name: 'CopyAudit' },
      })._render(),
    ).toEqual({
      organization: {
        includeOrganizationalUnits: ['ou-abcd-11111111'],
        excludeOrganizationalUnits: ['ou-abcd-22222222'],
        excludeAccounts: ['111122223333'],
        skipEmptyAccounts: true,
      },
      regions: ['eu-west-1'],
      role: { name: 'CopyAudit' },
    });
  });
});
