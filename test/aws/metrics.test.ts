import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { REPORT_METRICS } from '../../audit/metrics.js';
import { writeAuditorMetrics, writeCauseMetrics, writeReportMetrics } from '../../aws/metrics.js';

/** A document of the embedded metric format. */
interface Document {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [name: string]: unknown;
}

/**
 * What Lambda's runtime does to `console` in its two log formats; standard output it leaves alone.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/LogPatch.js
 */
const FORMATS = {
  Text: (text: string) => `2026-06-15T12:00:00.000Z\t6f1c\tINFO\t${text}`,
  JSON: (message: string) =>
    JSON.stringify({ timestamp: '2026-06-15T12:00:00.000Z', level: 'INFO', requestId: '6f1c', message }),
};

/** Lines that a function leaves in its log. */
const logged = (format: keyof typeof FORMATS, work: () => void): string[] => {
  const written: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  const patched = new Console(
    new Writable({
      write: (chunk, _encoding, done) => {
        written.push(`${FORMATS[format](String(chunk).trimEnd())}\n`);
        done();
      },
    }),
  );
  const log = jest.spyOn(console, 'log').mockImplementation((...args) => patched.log(...args));
  try {
    work();
  } finally {
    stdout.mockRestore();
    log.mockRestore();
  }
  return written.join('').split('\n').filter(Boolean);
};

describe.each(['Text', 'JSON'] as const)('metrics in a log of format %s', (format) => {
  const documents = (work: () => void): Document[] => logged(format, work).map((line) => JSON.parse(line) as Document);

  it('are pure JSON, a document a line, zeros included', () => {
    const [document, ...others] = documents(() =>
      writeReportMetrics('default', 'Offsite', { RunPublished: 1, FailedJobs: 0, CompliancePercent: 99.9 }),
    );
    expect(others).toEqual([]);
    expect(document).toMatchObject({ Auditor: 'default', Report: 'Offsite', RunPublished: 1, FailedJobs: 0 });
    expect(document?._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'CopyAudit',
        Dimensions: [['Auditor', 'Report']],
        Metrics: [
          { Name: 'RunPublished', Unit: 'Count' },
          { Name: 'CompliancePercent', Unit: 'Percent' },
          { Name: 'FailedJobs', Unit: 'Count' },
        ],
      },
    ]);
    expect(Math.abs(Date.now() - document!._aws.Timestamp)).toBeLessThan(60_000);
  });

  it('have no dimension but ours', () => {
    const written = documents(() => {
      writeCauseMetrics(
        'default',
        'Offsite',
        new Map([
          ['kms', 3],
          ['other', 0],
        ]),
      );
      writeAuditorMetrics('default', { Throttles: 0, SlowPages: 2 });
    });
    expect(written.map(({ _aws }) => _aws.CloudWatchMetrics.map(({ Dimensions }) => Dimensions))).toEqual([
      [[['Auditor', 'Report', 'Cause']]],
      [[['Auditor', 'Report', 'Cause']]],
      [[['Auditor']]],
    ]);
    expect(written).toMatchObject([
      { Cause: 'kms', FailuresByCause: 3 },
      { Cause: 'other', FailuresByCause: 0 },
      { Throttles: 0, SlowPages: 2 },
    ]);
    expect(Object.keys(written[2]!).sort()).toEqual(['Auditor', 'SlowPages', 'Throttles', '_aws']);
  });

  it('are all there where a run has all of them', () => {
    const values = Object.fromEntries(Object.keys(REPORT_METRICS).map((name) => [name, 0]));
    const [document] = documents(() => writeReportMetrics('default', 'Offsite', values));
    expect(document).toMatchObject(values);
  });
});
