import { conclude } from '../../../audit/conclude.js';
import { BoundReport } from '../../../audit/bound-report.js';
import { parseDefinition } from '../../../audit/definition.js';
import { metricsLater, metricsOfRun } from '../../../audit/run-metrics.js';
import { HOUR } from '../../../audit/schema.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const definition = parseDefinition({ name: 'report' });
const run = conclude(new BoundReport(definition, NOW), 'run', [], []);
const asOf = new Date(NOW - 6 * HOUR).toISOString();
const upon = { ...run, basis: { runId: 'whole', asOf, publishedAt: asOf, number: 1, resources: 2, requests: 3 } };

describe('metrics of a run that judged only what changed', () => {
  it('tell the age of the run over everything, and count as none', () => {
    expect(metricsOfRun(upon, definition, NOW)).toMatchObject({ RunPublished: 0, RunAge: 6 * 3600, Requests: 3 });
    expect(metricsOfRun(run, definition, NOW)).toMatchObject({ RunPublished: 1, RunAge: 0, Requests: 0 });
  });

  it('do so too once a day', () => {
    expect(metricsLater(upon, definition, NOW + HOUR)).toMatchObject({
      RunPublished: 0,
      RunAge: 7 * 3600,
      Requests: 0,
    });
  });
});
