import { readFileSync } from 'node:fs';
import { auditUnit } from '../audit/audit-unit.js';
import { BoundReport } from '../audit/bound-report.js';
import { conclude } from '../audit/conclude.js';
import { parseDefinition } from '../audit/definition.js';
import { type UnitTraffic, unitPorts } from '../aws/unit-ports.js';
import { measure } from './measured.js';

interface Options {
  /** A definition, as JSON. */
  readonly definition: string;
  readonly asOf: number;
  readonly requestsPerSecond?: number;
  readonly units?: number;
}

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A full audit, as the deployed function does it: paged, judged, concluded; what is measured is the whole of it. */
const [, , endpoint = '', options = '{}'] = process.argv;
const { definition, asOf, requestsPerSecond = Infinity, units = 1 } = JSON.parse(options) as Options;

void measure(async () => {
  const report = new BoundReport(parseDefinition(JSON.parse(readFileSync(definition, 'utf8'))), asOf);
  const traffic: UnitTraffic[] = [];
  const outcomes = await Promise.all(
    Array.from({ length: units }, (_, index) => {
      const share = requestsPerSecond / units;
      const unit = {
        id: `u${index}`,
        filterSet: 'all',
        accountId: '111122220000',
        region: 'eu-west-1',
        requestsPerSecond: share,
      };
      const ports = unitPorts({ endpoint, credentials: CREDENTIALS }, unit, { patience: (attempt) => attempt < 30 });
      traffic.push(ports.traffic);
      return auditUnit(report, unit, ports, { sharesFilterSet: false, concurrency: 24 });
    }),
  );
  const results = outcomes.flatMap((outcome) => (outcome.done ? [outcome.result] : []));
  const runs = results.map((result) => conclude(report, 'bench', [result], []));
  const slow = traffic.some(({ slowPages }) => slowPages > 0) ? ['a page went the SDK’s own way'] : [];
  const problem = [...slow, ...results.flatMap(({ error }) => error ?? [])].join('; ');
  return {
    jobs: runs.reduce((sum, { counts }) => sum + counts.copyJobs, 0),
    requests: results.reduce((sum, { pages }) => sum + pages, 0),
    ...(problem === '' ? {} : { problem }),
  };
});
