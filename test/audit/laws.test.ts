import fc from 'fast-check';
import { firings, isCronProblem, parseAwsCron } from '../../audit/aws-cron.js';
import { STATUSES } from '../../audit/status.js';
import { crons, spans, zones } from '../oracle/arbitrary-cron.js';
import { withCompliantJob } from '../oracle/arbitrary-compliant.js';
import { OPTIONS } from '../oracle/arbitrary-definition.js';
import { NAMES, inputs } from '../oracle/arbitrary-input.js';
import { saidByOracle, saidByProduct } from '../oracle/compare.js';
import { firingsOf } from '../oracle/cron.js';
import { CONTROLS_KNOWN } from '../oracle/outcomes.js';
import { productRun } from '../oracle/product.js';
import { asListed, dealt, reordered, withSources, withoutTies } from '../oracle/variations.js';

const runs = (number: number) => ({
  numRuns: Math.ceil(number * Number(process.env['LAWS_TIMES'] ?? 1)),
  seed: Number(process.env['LAWS_SEED'] ?? 20261101),
});
const pageSize = fc.integer({ min: 1, max: 6 });

describe('the audit', () => {
  it('says what a second, naive implementation of its rules says', async () => {
    await fc.assert(
      fc.asyncProperty(inputs(), pageSize, async (input, size) => {
        expect(saidByProduct(await productRun(input, { pageSize: size }))).toEqual(saidByOracle(input));
      }),
      runs(100),
    );
  });

  it('says so too of jobs as AWS lists them, of which it does not know beforehand which come twice', async () => {
    await fc.assert(
      fc.asyncProperty(inputs().map(asListed), pageSize, async (input, size) => {
        const run = await productRun(input, { pageSize: size, isRecorded: false });
        expect(saidByProduct(run)).toEqual(saidByOracle(input));
      }),
      runs(100),
    );
  });

  it('is compared in each of its controls', () => {
    expect([...NAMES].sort()).toEqual(Object.keys(OPTIONS).sort());
    expect([...CONTROLS_KNOWN].sort()).toEqual(Object.keys(OPTIONS).sort());
  });

  it('says the same in whatever order it is told, of what does not depend on which record was read later', async () => {
    const orders = inputs().chain((input) => {
      const settled = withSources(withoutTies(input));
      return fc.tuple(fc.constant(settled), reordered(settled));
    });
    await fc.assert(
      fc.asyncProperty(orders, pageSize, pageSize, async ([input, other], size, otherSize) => {
        const said = saidByProduct(await productRun(input, { pageSize: size }));
        expect(saidByProduct(await productRun(other, { pageSize: otherSize }))).toEqual(said);
      }),
      runs(60),
    );
  });

  it('says the same whether it reads page by page, several at once, or with stops in between', async () => {
    const readings = fc.record({
      pageSize,
      concurrency: fc.integer({ min: 1, max: 4 }),
      pagesACall: fc.integer({ min: 1, max: 3 }),
      isRecorded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(inputs().map(asListed), readings, async (input, reading) => {
        const atOnce = saidByProduct(await productRun(input, { pageSize: 1000 }));
        expect(saidByProduct(await productRun(input, reading))).toEqual(atOnce);
      }),
      runs(60),
    );
  });

  it('says the same of one unit and of several that share its jobs out', async () => {
    const deals = inputs().chain((input) => dealt(withSources(withoutTies(input))));
    await fc.assert(
      fc.asyncProperty(deals, async ({ whole, parts }) => {
        expect(saidByProduct(await productRun(parts))).toEqual(saidByProduct(await productRun(whole)));
      }),
      runs(60),
    );
  });

  it('never says worse of a report for one more copy that is in order', async () => {
    await fc.assert(
      fc.asyncProperty(inputs().chain(withCompliantJob), async (input) => {
        const [before, after] = [await productRun(input.without), await productRun(input.with)];
        expect(STATUSES.indexOf(after.status)).toBeGreaterThanOrEqual(STATUSES.indexOf(before.status));
        expect(after.compliancePercent ?? 0).toBeGreaterThanOrEqual(before.compliancePercent ?? 0);
        expect(after.findingCounts.total).toBeLessThanOrEqual(before.findingCounts.total);
        after.controls.forEach(({ status }, index) => {
          expect(STATUSES.indexOf(status)).toBeGreaterThanOrEqual(STATUSES.indexOf(before.controls[index]!.status));
        });
      }),
      runs(60),
    );
  });
});

describe('a schedule', () => {
  it('fires when trying every minute of every day says so', () => {
    fc.assert(
      fc.property(crons, zones, spans, (cron, zone, { from, to }) => {
        const schedule = parseAwsCron(cron, zone);
        const fired = isCronProblem(schedule) ? undefined : firings(schedule, from, to);
        expect(fired).toEqual(firingsOf(cron, zone, from, to));
      }),
      runs(100),
    );
  });
});
