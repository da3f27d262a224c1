import { type Organization, PRICES, costOf, figuresOf, totalOf } from '../../scripts/scaling-model.js';
import { scalingPage } from '../../scripts/scaling-page.js';

const ORGANIZATION: Organization = { accounts: 1_000, regions: ['eu-west-1', 'us-east-1'], resources: 10, days: 30 };
const monitored = { role: false, requestsPerSecond: 10, maxConcurrency: 5 };

describe('figures of a large organization', () => {
  it('are bound by the budget of the auditor’s account, whatever the concurrency', () => {
    for (const maxConcurrency of [4, 5, 10]) {
      const { minutes, busiest } = figuresOf(ORGANIZATION, { ...monitored, maxConcurrency });
      expect(minutes).toBeCloseTo(2_000 / 10 / 60, 5);
      expect(busiest).toBeCloseTo(10, 5);
    }
  });

  it('are bound by the accounts that are read at once where each has a budget of its own', () => {
    const of = (maxConcurrency: number) =>
      figuresOf(ORGANIZATION, { ...monitored, role: true, maxConcurrency }).minutes;
    expect(of(5) / of(10)).toBeCloseTo(2, 5);
  });

  it('would be beyond the service’s limit without batches, at twenty times the transitions and more', () => {
    const [together, alone] = [monitored, { ...monitored, maxConcurrency: 10, batches: false }].map((way) =>
      figuresOf(ORGANIZATION, way),
    );
    expect(alone!.busiest).toBeGreaterThan(20);
    expect(alone!.transitions).toBe(3 * 2_000 + 5);
    expect(alone!.transitions / together!.transitions).toBeGreaterThan(20);
  });

  it('need more than one request where a unit has more than a page', () => {
    expect(figuresOf({ ...ORGANIZATION, resources: 34 }, monitored).requests).toBe(4_000);
  });

  it('cost what their parts cost', () => {
    const figures = figuresOf(ORGANIZATION, monitored);
    const costs = costOf(figures, 30);
    expect(costs['Step Functions']).toBeCloseTo((figures.transitions * 30 * 0.025) / 1000, 8);
    expect(costs['DynamoDB writes']).toBeCloseTo(figures.writeUnits * 30 * PRICES.writeUnit, 8);
    expect(totalOf(costs)).toBeCloseTo(
      Object.values(costs).reduce((a, b) => a + b),
      8,
    );
  });
});

describe('the page on scaling', () => {
  it('shows a bill that adds up', () => {
    const [, bill = ''] = scalingPage().split('## What a month costs');
    const amounts = [...bill.matchAll(/^\| [^|]+ \| [^|]* \| \**\$([\d.]+)\** \|$/gm)].map(([, amount]) =>
      Number(amount),
    );
    const total = amounts.pop();
    expect(amounts).toHaveLength(7);
    // To a cent for each line that is rounded.
    expect(Math.abs(amounts.reduce((a, b) => a + b, 0) - (total ?? 0))).toBeLessThan(0.07);
  });
});
