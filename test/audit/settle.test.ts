import { auditUnit } from '../../audit/audit-unit.js';
import { BoundReport } from '../../audit/bound-report.js';
import { conclude } from '../../audit/conclude.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { AS_OF } from '../kit/audit-of.js';

const HOUR = 3_600_000;
const [HOME, OTHER] = ['eu-west-1', 'us-east-1'];
const recent = { CreationDate: new Date(AS_OF - HOUR), CompletionDate: new Date(AS_OF - HOUR) };
const parent = aCopyJob({ ...recent, CopyJobId: 'parent', IsParent: true, NumberOfChildJobs: 1, State: 'PARTIAL' });
// It does not say whence it is, so that each Region may list it.
const { SourceBackupVaultArn: _vault, ...child } = aCopyJob({
  ...recent,
  CopyJobId: 'child',
  ParentJobId: 'parent',
  State: 'FAILED',
});

/** Subjects that a report finds at fault, read Region by Region in this order. */
const faulty = async (regions: readonly string[], jobsIn: (region: string) => readonly RawCopyJob[]) => {
  const definition = parseDefinition({ name: 'R', controls: [{ control: 'completed' }] });
  const report = new BoundReport(definition, AS_OF);
  const results = [];
  for (const region of regions) {
    const unit = { id: region, filterSet: 'all', accountId: '111111111111', region, requestsPerSecond: 1 };
    const listCopyJobs = () => Promise.resolve({ items: jobsIn(region) });
    const ports = { listCopyJobs, backupJobs: nothing, protectedResources: nothing };
    const outcome = await auditUnit(report, unit, ports, { sharesFilterSet: true });
    if (outcome.done) results.push(outcome.result);
  }
  return conclude(report, 'run', results, []).findings.map(({ subject }) => subject.id);
};
// eslint-disable-next-line require-yield
async function* nothing() {
  return;
}

describe('a member of a composite that is listed in two Regions', () => {
  it.each([[[HOME, OTHER]], [[OTHER, HOME]]])(
    'is no subject of its own, as its parent is read: %j',
    async (regions) => {
      expect(await faulty(regions, (region) => (region === HOME ? [parent, child] : [child]))).toEqual(['parent']);
    },
  );

  it('stands for itself where its parent is read in neither', async () => {
    expect(await faulty([HOME, OTHER], () => [child])).toEqual(['child']);
  });
});
