import { Duration, type Stack } from 'aws-cdk-lib';
import { Control, Gate } from '../../../lib/index.js';
import { type Deployed, declareRaw, declareReports, succeeded } from './deployed.js';
import { BAD } from './jobs.js';

const controls = [Control.completed()];
const gate = Gate.failOnNonCompliant();
const DAYS = Duration.days(30);

export const updatedLater = {
  Updated: (stack: Stack) => declareReports(stack, { Changed: { controls, gate } }),
  Undone: (stack: Stack) => declareReports(stack, { Strict: { controls, gate } }),
};

export const describeUpdates = (deployed: () => Deployed): void => {
  const hashOf = async (report: string) => (await deployed().definition(report))?.definitionHash;

  describe('update', () => {
    it('in place is judged anew where something changed that is judged, and only there', async () => {
      const runs = await deployed().executions();
      const first = await hashOf('Changed');
      // Now the gate would fail it, but nobody asks.
      await deployed().serve(BAD);
      succeeded(await deployed().deploy('Updated', { Changed: { controls, gate, description: 'told apart' } }));
      expect(await deployed().executions()).toBe(runs);
      expect((await deployed().definition('Changed'))?.definition).toContain('told apart');

      succeeded(await deployed().deploy('Updated', { Changed: { controls } }));
      expect(await deployed().executions()).toBe(runs + 1);
      expect(await hashOf('Changed')).not.toBe(first);
      expect((await deployed().stack('Updated')).outputs).toMatchObject({
        ChangedComplianceStatus: 'NON_COMPLIANT',
        ChangedCompliancePercent: '50',
        ChangedFindingCount: '1',
      });
      expect(await deployed().physicalIds('Updated')).toEqual(['paths/Changed']);
    });

    it('that fails is rolled back to what was accepted, also one that goes back to the definition before', async () => {
      await deployed().serve(BAD);
      const before = await hashOf('Changed');
      const refused = await deployed().deploy('Updated', { Changed: { controls, gate } });
      expect(refused.code).not.toBe(0);
      expect((await deployed().reasons('Updated'))[0]).toMatch(/Report Changed is NON_COMPLIANT, and its gate fails/);
      expect((await deployed().stack('Updated')).status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(await hashOf('Changed')).toBe(before);
    });

    it('that another resource undoes is rolled back, though the gate would not let it pass any more', async () => {
      const before = await hashOf('Strict');
      await deployed().serve(BAD);
      const undone = await deployed().deployStack('Undone', (stack) => {
        const [strict] = declareReports(stack, { Strict: { controls, keepRunsFor: DAYS } });
        // The report is accepted, then this one fails.
        declareRaw(stack, 'Broken', { Definition: 'no JSON' }).node.addDependency(strict!);
      });
      expect(undone.code).not.toBe(0);
      expect((await deployed().stack('Undone')).status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(await hashOf('Strict')).toBe(before);
    });

    it('of the name is a replacement: another report, and the old one goes', async () => {
      succeeded(await deployed().deploy('Updated', { Changed: { controls, reportName: 'Renamed' } }));
      expect(await deployed().physicalIds('Updated')).toEqual(['paths/Renamed']);
      expect(await deployed().listed()).toEqual(expect.arrayContaining(['Renamed']));
      expect(await deployed().listed()).not.toContain('Changed');
      // Its history stays.
      expect(await deployed().reader.latestOf('Changed')).toBeDefined();
    });
  });
};
