import { MetricStore } from '../../../cli/preview/metrics/metric-store.js';
import { linesOf } from '../../../cli/preview/metrics/widget-metrics.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
// A start of a day, so that periods of a day begin with it.
const START = 20_000 * DAY;
const range = { start: START, end: START + 3 * DAY };

const recorded = (...values: readonly [report: string, hour: number, name: string, value: number][]): MetricStore => {
  const store = new MetricStore();
  for (const [report, hour, name, value] of values)
    store.record(
      'CopyAudit',
      { Auditor: 'default', Report: report },
      { [name]: { value, unit: 'Count' } },
      (START + hour * HOUR) * 1000,
    );
  return store;
};

const lines = (store: MetricStore, metrics: readonly unknown[][], properties: object = {}) =>
  linesOf({ metrics, period: DAY, stat: 'Maximum', ...properties }, store, range);
const pointsOf = (store: MetricStore, expression: string) =>
  lines(store, [[{ expression }]]).lines.map(({ series }) =>
    series.points.map(([time, value]) => [(time - START) / HOUR, value]),
  );
const refusalOf = (expression: string) => lines(recorded(['A', 1, 'FailedJobs', 1]), [[{ expression }]]).notes;

const SEARCHED = `SEARCH('{CopyAudit,Auditor,Report} MetricName="FailedJobs" Auditor="default"', 'Maximum', ${DAY})`;

describe('a metric that is named', () => {
  const store = recorded(['A', 1, 'FailedJobs', 3], ['A', 5, 'FailedJobs', 5], ['A', 30, 'FailedJobs', 1]);
  const metric = ['CopyAudit', 'FailedJobs', 'Auditor', 'default', 'Report', 'A'];

  it.each([
    ['Maximum', 5],
    ['Minimum', 3],
    ['Sum', 8],
    ['Average', 4],
    ['SampleCount', 2],
  ])('has the %s of each period', (stat, first) => {
    const [line] = lines(store, [[...metric, { stat }]]).lines;
    expect(line?.series.points[0]).toEqual([START, first]);
    expect(line?.series.points).toHaveLength(2);
  });

  it('has exactly its dimensions', () => {
    expect(lines(store, [['CopyAudit', 'FailedJobs', 'Auditor', 'default']]).lines[0]?.series.points).toEqual([]);
  });

  it('may repeat what is above it', () => {
    const both = recorded(['A', 1, 'FailedJobs', 3], ['B', 1, 'FailedJobs', 4], ['B', 1, 'CopyJobs', 9]);
    const shown = lines(both, [metric, ['...', 'B'], ['.', 'CopyJobs', '.', '.', '.', '.']]).lines;
    expect(shown.map(({ series }) => series.points[0]?.[1])).toEqual([3, 4, 9]);
  });

  it('of AWS itself is none before a deployment, and that is said', () => {
    const { lines: shown, notes } = lines(store, [['AWS/Lambda', 'Errors', 'FunctionName', 'f']]);
    expect(shown[0]?.series.points).toEqual([]);
    expect(notes).toEqual(['AWS/Lambda metrics are written by AWS itself, once this is deployed']);
  });

  it('is refused with a statistic that is not computed', () => {
    expect(lines(store, [[...metric, { stat: 'p99' }]])).toEqual({
      lines: [],
      notes: ['Not shown: the statistic p99 is not part of the preview'],
    });
  });
});

describe('a search', () => {
  const store = recorded(['A', 1, 'FailedJobs', 3], ['B', 2, 'FailedJobs', 4], ['B', 2, 'CopyJobs', 100]);

  it('finds each metric of the schema that has the values', () => {
    expect(pointsOf(store, SEARCHED)).toEqual([[[0, 3]], [[0, 4]]]);
    expect(pointsOf(store, SEARCHED.replace('Auditor="default"', 'Report="B"'))).toEqual([[[0, 4]]]);
    expect(pointsOf(store, SEARCHED.replace('Auditor="default"', 'Report=("A" OR "C")'))).toEqual([[[0, 3]]]);
    expect(pointsOf(store, SEARCHED.replace('Auditor,Report', 'Auditor'))).toEqual([]);
  });

  it('sees what was written in the last two weeks', () => {
    const old = recorded(['Old', -12 * 24, 'FailedJobs', 3], ['New', -10 * 24, 'FailedJobs', 3]);
    expect(
      lines(old, [[{ expression: SEARCHED, label: "${PROP('Dim.Report')}" }]]).lines.map(({ label }) => label),
    ).toEqual(['New']);
  });

  it('with parts of words is refused: what it would find in CloudWatch is not certain here', () => {
    expect(refusalOf(`SEARCH('{CopyAudit,Auditor,Report} Failed', 'Sum', 300)`)).toEqual([
      'Not shown: only searches for exact values are part of the preview: {CopyAudit,Auditor,Report} Failed',
    ]);
  });
});

describe('metric math', () => {
  const store = recorded(
    ['A', 1, 'FailedJobs', 3],
    ['A', 49, 'FailedJobs', 5],
    ['B', 25, 'FailedJobs', 10],
    ['B', 49, 'FailedJobs', 20],
  );

  it('folds several series over each time that has values', () => {
    expect(pointsOf(store, `SUM(${SEARCHED})`)).toEqual([
      [
        [0, 3],
        [24, 10],
        [48, 25],
      ],
    ]);
    expect(pointsOf(store, `MAX(${SEARCHED})`)).toEqual([
      [
        [0, 3],
        [24, 10],
        [48, 20],
      ],
    ]);
  });

  it('repeats the value before where none was written, from the first one on', () => {
    expect(pointsOf(store, `FILL(${SEARCHED}, REPEAT)`)).toEqual([
      [
        [0, 3],
        [24, 3],
        [48, 5],
        [72, 5],
      ],
      [
        [24, 10],
        [48, 20],
        [72, 20],
      ],
    ]);
    expect(pointsOf(store, `SUM(FILL(${SEARCHED}, REPEAT))`)).toEqual([
      [
        [0, 3],
        [24, 13],
        [48, 25],
        [72, 25],
      ],
    ]);
    expect(pointsOf(store, `FILL(${SEARCHED}, 0)`)[1]).toEqual([
      [0, 0],
      [24, 10],
      [48, 20],
      [72, 0],
    ]);
  });

  it('calculates with each of several series, by the rules of arithmetic', () => {
    expect(pointsOf(store, `1 + ${SEARCHED} * 2`)).toEqual([
      [
        [0, 7],
        [48, 11],
      ],
      [
        [24, 21],
        [48, 41],
      ],
    ]);
    expect(pointsOf(store, `${SEARCHED} / 0`)).toEqual([[], []]);
  });

  it('orders series and takes some', () => {
    expect(pointsOf(store, `SLICE(SORT(${SEARCHED}, SUM, DESC), 0, 1)`)).toEqual([
      [
        [24, 10],
        [48, 20],
      ],
    ]);
    expect(pointsOf(store, `SORT(${SEARCHED}, MAX, ASC, 1)`)).toEqual([
      [
        [0, 3],
        [48, 5],
      ],
    ]);
  });

  it('knows metrics and expressions by their ids, in any order, and hides what is not visible', () => {
    const metric = ['CopyAudit', 'FailedJobs', 'Auditor', 'default', 'Report'];
    const { lines: shown } = lines(store, [
      [{ expression: 'double - a', label: 'net' }],
      [{ expression: 'a * 2', id: 'double', visible: false }],
      [...metric, 'A', { id: 'a', visible: false }],
    ]);
    expect(shown.map(({ label, series }) => [label, series.points.map(([, value]) => value)])).toEqual([
      ['net', [3, 5]],
    ]);
  });

  it('chooses by a condition, time by time', () => {
    expect(pointsOf(store, `IF(SUM(${SEARCHED}) > 5, SUM(${SEARCHED}), 0)`)).toEqual([
      [
        [0, 0],
        [24, 10],
        [48, 25],
      ],
    ]);
  });

  it.each([
    ['ANOMALY_DETECTION_BAND(m1)', 'there is no metric with the id m1'],
    ['SERVICE_QUOTA(1)', 'the function SERVICE_QUOTA is not part of the preview'],
    ['1 +', 'it ends too early'],
    ['1 2', 'there is more than one expression'],
    ['§', 'does not understand'],
    ['FILL(1, REPEAT)', 'FILL wants a time series'],
  ])('refuses %s, in words', (expression, reason) => {
    expect(refusalOf(expression)).toEqual([expect.stringContaining(reason)]);
  });

  it('refuses an expression that needs itself', () => {
    const { notes } = lines(store, [[{ expression: 'b + 1', id: 'a' }], [{ expression: 'a + 1', id: 'b' }]]);
    expect(notes).toEqual([expect.stringContaining('needs itself'), expect.stringContaining('needs itself')]);
  });
});

describe('labels', () => {
  const store = recorded(['A', 1, 'FailedJobs', 3], ['A', 30, 'FailedJobs', 8]);
  const labelOf = (label: string | undefined, expression = SEARCHED) =>
    lines(store, [[{ expression, ...(label === undefined ? {} : { label }) }]]).lines[0]?.label;

  it.each([
    ["${PROP('Dim.Report')}", 'A'],
    ["${PROP('Dim.Report')} (${PROP('MetricName')})", 'A (FailedJobs)'],
    ['${LAST} of ${MAX}, ${MIN}, ${SUM}, ${AVG}', '8 of 8, 3, 11, 5.5'],
    ['${UNKNOWN}', '${UNKNOWN}'],
    ['failed', 'failed FailedJobs default A'],
  ])('%s of a series that a search found', (label, filled) => {
    expect(labelOf(label)).toBe(filled);
  });

  it('of one series stand as they are; without one it is called as it is written', () => {
    expect(labelOf('all', `SUM(${SEARCHED})`)).toBe('all');
    expect(labelOf(undefined, '1 + 1')).toBe('1 + 1');
  });
});
