import { parseDefinition } from '../../../audit/definition.js';
import { generatedRecords, placesOf } from '../../../cli/demo/demo-records.js';

const home = { account: '111122223333', region: 'eu-west-1' };
const targeting = (targets: readonly object[]) =>
  parseDefinition({ name: 'R', filterSets: [{ name: 'all', targets }] });

describe('the records of a demo', () => {
  it('are of the accounts and Regions that the reports name', () => {
    const { place, regions } = placesOf(
      [
        targeting([{ accounts: ['999999999999'], regions: ['eu-north-1', 'us-west-2'] }]),
        targeting([{ regions: ['eu-north-1'] }]),
      ],
      home,
    );
    expect(place.accounts).toEqual(['111122223333', '999999999999']);
    expect(regions).toEqual(['eu-north-1', 'us-west-2']);
    const { copyJobs } = generatedRecords(place, regions, 200, Date.UTC(2026, 10, 24));
    expect(new Set(copyJobs.map(({ AccountId }) => AccountId))).toEqual(new Set(place.accounts));
    const vaults = copyJobs.map(({ SourceBackupVaultArn }) => String(SourceBackupVaultArn).split(':')[3]);
    expect(new Set(vaults)).toEqual(new Set(regions));
  });

  it('are the demo’s own where they name none', () => {
    const { place, regions } = placesOf([parseDefinition({ name: 'R' })], home);
    expect(place.accounts).toHaveLength(4);
    expect(regions).toEqual([]);
  });
});
