import { parseDefinition } from '../../audit/definition.js';
import { accountSource } from '../../cli/account-source.js';
import { readReport } from '../../cli/audit-report.js';
import { Progress } from '../../cli/progress.js';
import { recordedSource } from '../../cli/recorded-source.js';
import { progressText } from '../../cli/views/progress-text.js';
import { startSandbox } from '../../sandbox/index.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { AS_OF } from '../kit/audit-of.js';
import { SILENT } from '../kit/test-terminal.js';

const soFar = { report: 'Offsite', jobs: 12_000, pages: 12, milliseconds: 10_000, throttles: 0 };

describe('the line of progress', () => {
  it('says how many jobs and how fast, where more is not known', () => {
    expect(progressText(soFar, 100)).toBe('Offsite  12,000 jobs  1,200 jobs/s  12 pages');
  });

  it('says how much of it is done and about how long the rest takes, where that can be known', () => {
    expect(progressText({ ...soFar, part: { of: 8, done: 2, what: 'units' } }, 120)).toBe(
      'Offsite  ######------------------ 2 of 8 units  12,000 jobs  1,200 jobs/s  about 30 s left  12 pages',
    );
    expect(progressText({ ...soFar, part: { of: 1_200_000, done: 12_000, what: 'jobs' } }, 120)).toContain(
      ' 1 %  12,000 jobs  1,200 jobs/s  about 17 min left',
    );
    expect(progressText({ ...soFar, part: { of: 8, done: 8, what: 'units' } }, 120)).not.toContain('left');
    expect(progressText({ ...soFar, milliseconds: 900, part: { of: 8, done: 1, what: 'units' } }, 120)).not.toContain(
      'left',
    );
  });

  it('says how often the service asked to slow down, and fits into any width', () => {
    expect(progressText({ ...soFar, throttles: 2 }, 100)).toContain('  throttled 2 times  ');
    const long = {
      ...soFar,
      report: '\u001b[31m{bar}'.repeat(40),
      part: { of: 5000, done: 1, what: 'units' as const },
    };
    for (const columns of [72, 80, 160]) expect(progressText(long, columns).length).toBeLessThan(columns);
    expect(progressText(long, 160)).not.toContain('\u001b');
  });

  it('is told of units, pages and jobs while a report is read', async () => {
    const definition = parseDefinition({ name: 'R', filterSets: [{ name: 'a' }, { name: 'b', targets: [{}] }] });
    const progress = new Progress('R', { ...SILENT, now: clock(1000), columns: 160 });
    const source = recordedSource({ jobs: [aCopyJob(), aCopyJob({ CopyJobId: 'another' })] });
    await readReport(definition, source, { asOf: AS_OF, watch: progress });
    expect(progress.text).toBe('R  ######################## 2 of 2 units  4 jobs  4 jobs/s  2 pages');
  });

  it('is told of each request that AWS refuses because there were too many', async () => {
    const sandbox = await startSandbox({
      copyJobs: [aCopyJob()],
      faultPlan: ({ number }) => (number <= 2 ? { kind: 'throttle' } : undefined),
    });
    const progress = new Progress('R', { ...SILENT, now: clock(1000), columns: 160 });
    const source = accountSource({ regions: ['eu-west-1'], profile: undefined, endpointUrl: sandbox.url }, SILENT);
    const { conclude } = await readReport(parseDefinition({ name: 'R' }), source, { asOf: AS_OF, watch: progress });
    await sandbox.close();
    expect(conclude([]).complete).toBe(true);
    expect(progress.text).toContain('  throttled 2 times  ');
  });
});

/** A clock that is asked twice, so much later. */
const clock = (ms: number) => {
  let asked = 0;
  return () => (asked++ === 0 ? 0 : ms);
};
