import { packHeader, unpackHeader } from '../../../aws/table/headers.js';
import { aRun } from '../../kit/a-run.js';

describe('the header of a run', () => {
  it('of thousands of units with notes keeps the few that could not be read', async () => {
    const run = (await aRun([])).conclude([]);
    const unit = (n: number) => ({ filterSet: 'all', accountId: String(n), region: 'eu-west-1', pages: 0, jobs: 0 });
    // Each text another one, so that the header is long even when it is compressed.
    const text = (n: number) => Array.from({ length: 40 }, (_, k) => Math.sin(n * 100 + k).toString(36)).join('');
    const units = Array.from({ length: 3_000 }, (_, n) => ({ ...unit(n), notes: [text(n)] }));
    const header = await unpackHeader(
      await packHeader({ ...run, units: [...units, { ...unit(9_999), error: 'denied' }] }),
    );
    expect(header.units[0]).toMatchObject({ accountId: '9999', error: 'denied' });
    expect(header.units.length).toBeLessThan(units.length);
  });
});
