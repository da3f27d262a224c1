import { Throttled } from '../../audit/errors.js';
import { parseDefinition } from '../../audit/definition.js';
import { readReport } from '../../cli/audit-report.js';
import { Progress } from '../../cli/progress.js';
import { recordedSource } from '../../cli/recorded-source.js';
import type { Source } from '../../cli/source.js';
import { progressText } from '../../cli/views/progress-text.js';
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

  it('is told of units, pages, jobs and throttling while a report is read', async () => {
    const definition = parseDefinition({ name: 'R', filterSets: [{ name: 'a' }, { name: 'b' }] });
    const recorded = recordedSource({ jobs: [aCopyJob(), aCopyJob({ CopyJobId: 'another' })] });
    let throttles = 3;
    const source: Source = {
      ...recorded,
      units: async (of) => ({ ...(await recorded.units(of)), jobs: undefined }) as never,
      ports: (unit) => {
        const ports = recorded.ports(unit);
        const listCopyJobs: typeof ports.listCopyJobs = (query) =>
          throttles-- > 0 ? Promise.reject(new Throttled('slower')) : ports.listCopyJobs(query);
        return { ...ports, listCopyJobs, pause: () => Promise.resolve(true) };
      },
    };
    let now = 0;
    const progress = new Progress('R', { ...SILENT, now: () => now, columns: 160 });
    const { conclude } = await readReport(definition, source, { asOf: AS_OF, watch: progress });
    now = 1000;
    expect(progress.text).toBe(
      'R  ######################## 2 of 2 units  4 jobs  4 jobs/s  throttled 3 times  2 pages',
    );
    expect(conclude([]).complete).toBe(true);
  });
});
