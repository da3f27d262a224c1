import { Control, Gate } from '../../../lib/index.js';
import type { Stack } from 'aws-cdk-lib';
import { type Deployed, declareReports, succeeded } from './deployed.js';
import { BAD } from './jobs.js';

const controls = [Control.completed()];

export const createdFirst = { Created: (stack: Stack) => declareReports(stack, { Offsite: { controls } }) };

export const describeCreates = (deployed: () => Deployed): void => {
  describe('create', () => {
    it('waits for the run and answers what it came to', async () => {
      const latest = await deployed().reader.latestOf('Offsite');
      expect(latest).toMatchObject({ trigger: 'DEPLOYMENT', status: 'COMPLIANT' });
      expect((await deployed().stack('Created')).outputs).toMatchObject({
        OffsiteReportName: 'Offsite',
        OffsiteRunId: latest?.runId,
        OffsiteComplianceStatus: 'COMPLIANT',
        OffsiteCompliancePercent: '100',
        OffsiteCopyJobCount: '2',
        OffsiteFindingCount: '0',
      });
      expect(await deployed().physicalIds('Created')).toEqual(['paths/Offsite']);
    });

    it('that fails says why, leaves no report, is followed by a delete, and can be made again', async () => {
      await deployed().serve(BAD);
      const refused = await deployed().deploy('Refused', { Gated: { controls, gate: Gate.failOnNonCompliant() } });
      expect(refused.code).not.toBe(0);
      const [reason = ''] = await deployed().reasons('Refused');
      expect(reason).toMatch(
        /Report Gated is NON_COMPLIANT, and its gate fails on NON_COMPLIANT: 50 % of outcomes met/,
      );
      const { id, status } = await deployed().stack('Refused');
      expect(status).toBe('ROLLBACK_COMPLETE');
      expect(await deployed().listed()).not.toContain('Gated');
      expect(await deployed().reader.latestOf('Gated')).toMatchObject({ status: 'NON_COMPLIANT', findings: 1 });

      // The emulator sends none. CloudFormation does, with the id of the answer; or the framework's own, which it keeps to itself.
      for (const PhysicalResourceId of ['paths/Gated', 'AWSCDK::CustomResourceProviderFramework::CREATE_FAILED'])
        expect(
          await deployed().ask({
            RequestType: 'Delete',
            RequestId: 'after-the-failure',
            StackId: id,
            LogicalResourceId: 'Gated',
            PhysicalResourceId,
            ResourceProperties: { Definition: '{"name":"Gated"}' },
          }),
        ).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });

      succeeded(await deployed().deploy('Refused', { Gated: { controls } }));
      expect(await deployed().listed()).toContain('Gated');
    });

    it('of a name that another stack has is refused, and takes nothing from it', async () => {
      const second = await deployed().deploy('Second', { Mine: { reportName: 'Offsite', controls } });
      expect(second.code).not.toBe(0);
      expect((await deployed().reasons('Second'))[0]).toMatch(/Report Offsite is declared by stack Created already/);
      expect(await deployed().declaredBy('Offsite')).toBe((await deployed().stack('Created')).id);
    });
  });
};
