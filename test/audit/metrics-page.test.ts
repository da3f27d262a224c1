import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_CAUSES } from '../../audit/causes/known.js';
import { AUDITOR_METRICS, REPORT_METRICS } from '../../audit/metrics.js';
import { statisticOf } from '../../lib/report/statistics.js';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'metrics.md'), 'utf8');

describe('the page about metrics', () => {
  it.each(Object.entries(REPORT_METRICS))('tells unit and statistic of %s', (name, unit) => {
    expect(page).toContain(`| \`${name}\` | ${unit} | ${statisticOf(name)} |`);
  });

  it.each(Object.entries(AUDITOR_METRICS))('tells unit and statistic of %s', (name, unit) => {
    expect(page).toContain(`| \`${name}\` | ${unit} | Sum |`);
  });

  it('counts them as they are', () => {
    const [reports, causes] = [Object.keys(REPORT_METRICS).length, KNOWN_CAUSES.length];
    expect(page).toContain(`metrics = ${Object.keys(AUDITOR_METRICS).length} + R × (${reports} + 1 + C)`);
    expect(page).toContain(`(${causes} are known`);
    const rows = [...page.matchAll(/\| (\d+) \+ (\d+) × (\d+) = (\d+) \| \$([\d.]+) \|/g)].map((row) =>
      row.slice(1).map(Number),
    );
    expect(rows).toHaveLength(3);
    for (const [own = 0, times = 0, each = 0, sum, cost] of rows) {
      expect(own + times * each).toBe(sum);
      expect(Number((0.3 * (own + times * each)).toFixed(2))).toBe(cost);
    }
    expect(page).toContain(`1 × ${reports + 1 + causes} =`);
  });
});
