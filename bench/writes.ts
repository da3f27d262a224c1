import type { Result } from './result.js';
import { startServer } from './processes.js';
import { LocalAuditor } from '../test/kit/local-auditor.js';

// Lately, for rows expire; the window has bounds of its own, so that between two runs nothing changes.
const HOUR = 3_600_000;
const TO = Math.floor(Date.now() / HOUR - 1) * HOUR;
const COUNT = 1_000_000;
const RESOURCES = 5_000;
const REPORT = {
  name: 'Everything',
  filterSets: [{ name: 'all', createdAfter: new Date(TO - 40 * 24 * HOUR).toISOString() }],
  // One in 97 of the bench's jobs failed: within what these allow.
  controls: [
    { control: 'minimumSuccessRate', percent: 95 },
    { control: 'freshWithin', within: '3d' },
    { control: 'crossRegion' },
    { control: 'vaultLocked' },
  ],
  requestsPerSecond: 50,
};

/** A compliant run of which the state did not change since the one before: all that the handlers write, plan and units too. */
export const writes = async (): Promise<Result[]> => {
  const server = await startServer({ count: COUNT, resources: RESOURCES, spread: 'uniform', to: TO }, {});
  const auditor = await LocalAuditor.start({});
  try {
    process.env['AWS_ENDPOINT_URL_BACKUP'] = server.url;
    await auditor.declare(REPORT);
    const { wire } = auditor.dynamodb;
    const measured = async (asOf: number) => {
      const before = { items: wire.items, ...wire.units };
      const { status } = await auditor.run({ report: REPORT.name, asOf: new Date(asOf).toISOString() });
      const item = await auditor.reader.latestOf(REPORT.name);
      return {
        status,
        jobs: item?.copyJobs ?? 0,
        resources: item?.resources ?? 0,
        items: wire.items - before.items,
        written: wire.units.write - before.write,
        read: wire.units.read - before.read,
      };
    };
    const first = await measured(TO);
    const second = await measured(TO + 60_000);
    const isWhole = second.status === 'COMPLIANT' && second.jobs === COUNT && second.resources === RESOURCES;
    return [
      {
        name: `a compliant run over ${COUNT.toLocaleString('en')} jobs of ${RESOURCES.toLocaleString('en')} resources, nothing changed`,
        against: 'items that are written',
        target: '< 100 items',
        ratio: second.items,
        reached: isWhole && second.items < 100,
        figures:
          `${second.items} items, ${second.written} write units and ${second.read} read units as dynalite counts them, index not counted; ` +
          `the first run: ${first.items} items, ${first.written} write units${isWhole ? '' : `; not as it should be: ${JSON.stringify(second)}`}`,
      },
    ];
  } finally {
    await auditor.close();
    await server.stop();
  }
};
