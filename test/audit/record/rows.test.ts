import type { RowItem } from '../../../audit/record/items.js';
import { changedRows, rowsAsOf, supersededRows } from '../../../audit/record/rows.js';
import type { ResourceRow } from '../../../audit/row.js';
import { DAY } from '../../../audit/schema.js';
import { aRow } from '../../kit/a-row.js';

const AS_OF = Date.parse('2026-06-15T12:00:00Z');
const IDENTITY = '[null]';

const context = (runId: string, fields: { asOf?: number; forgetAfter?: number; identity?: string } = {}) => ({
  report: 'r',
  runId,
  asOf: fields.asOf ?? AS_OF,
  identities: new Map([['all', fields.identity ?? IDENTITY]]),
  forgetAfter: fields.forgetAfter ?? 90 * DAY,
});

const other = (name: string, fields: Partial<ResourceRow> = {}) =>
  aRow({ resourceArn: `arn:aws:rds:eu-west-1:111122223333:db:${name}`, ...fields });

const arnsOf = (items: readonly RowItem[]) => items.map(({ row }) => row.resourceArn.split(':').at(-1)).sort();

/** A table of rows, as runs write it. */
class Rows {
  versions: RowItem[] = [];
  runs: readonly string[] = [];

  publish(runId: string, rows: readonly ResourceRow[], fields?: Parameters<typeof context>[1]) {
    const changes = changedRows(context(runId, fields), rows, this.versions, this.runs);
    const stale = new Set(changes.stale);
    const written = new Set(changes.written.map(({ row }) => row.resourceArn));
    this.versions = this.versions.filter(
      (item) => !stale.has(item) && !(item.runId === runId && written.has(item.row.resourceArn)),
    );
    this.versions.push(...changes.written);
    this.runs = changes.rowRuns;
    return changes;
  }

  get rows() {
    return rowsAsOf(this.versions, this.runs);
  }
}

describe('rows of a run', () => {
  it('are written where they changed, and only there', () => {
    const table = new Rows();
    expect(table.publish('1', [other('a'), other('b')]).written).toHaveLength(2);
    expect(table.publish('2', [other('a'), other('b', { goodCopies: 27 })]).written).toMatchObject([
      { runId: '2', row: { goodCopies: 27 } },
    ]);
    expect(table.publish('3', [other('a'), other('b', { goodCopies: 27 })]).written).toEqual([]);
    expect(table.rows.map(({ row }) => row.goodCopies).sort()).toEqual([26, 27]);
    expect(table.runs).toEqual(['1', '2']);
  });

  it('are gone when a run has them no more, and come back when one has', () => {
    const table = new Rows();
    table.publish('1', [other('a'), other('b')]);
    table.publish('2', [other('a')]);
    expect(arnsOf(table.rows)).toEqual(['a']);
    table.publish('3', [other('a'), other('b')]);
    expect(arnsOf(table.rows)).toEqual(['a', 'b']);
  });

  it('are not those of a run that was never published, older or newer', () => {
    const table = new Rows();
    table.publish('1', [other('a')]);
    const lost = changedRows(context('2'), [other('a', { bytes: 666 })], table.versions, table.runs).written;
    table.versions.push(...lost);
    table.publish('3', [other('a')]);
    expect(table.rows).toMatchObject([{ row: { bytes: 2048 } }]);
  });

  it('are those of the last try, where a run was tried twice over another run before it', () => {
    const table = new Rows();
    table.publish('1', [other('a')]);
    const first = changedRows(context('3'), [other('a', { bytes: 1 }), other('b')], table.versions, table.runs);
    table.versions.push(...first.written);
    table.publish('2', [other('a', { bytes: 2 })]);
    const second = table.publish('3', [other('a', { bytes: 2 })]);
    expect(arnsOf(second.stale)).toEqual(['a', 'b']);
    expect(table.rows).toMatchObject([{ runId: '2', row: { bytes: 2 } }]);
  });

  it('last as long as they are judged and a week, and longer when they are to be judged longer', () => {
    const table = new Rows();
    const [first] = table.publish('1', [aRow()]).written;
    expect(first?.expires).toBe((Date.parse('2026-06-15T03:00:00Z') + 97 * DAY) / 1000);
    const [longer] = table.publish('2', [aRow()], { forgetAfter: 400 * DAY }).written;
    expect(longer?.expires).toBe((Date.parse('2026-06-15T03:00:00Z') + 407 * DAY) / 1000);
  });

  it('say when they were last seen where no job has a date, renewed once a day', () => {
    const table = new Rows();
    const undated = aRow({ newestJob: undefined, firstJob: undefined });
    table.publish('1', [undated]);
    expect(table.publish('2', [undated], { asOf: AS_OF + DAY / 2 }).written).toEqual([]);
    expect(table.publish('3', [undated], { asOf: AS_OF + DAY }).written).toMatchObject([
      { seen: new Date(AS_OF + DAY).toISOString() },
    ]);
    const gone = { ...undated, remembered: true };
    expect(table.publish('4', [gone], { asOf: AS_OF + 5 * DAY }).written).toMatchObject([
      { seen: new Date(AS_OF + DAY).toISOString() },
    ]);
  });

  it('are written anew under other filters', () => {
    const table = new Rows();
    table.publish('1', [aRow()]);
    expect(table.publish('2', [aRow()], { identity: '["RDS"]' }).written).toMatchObject([{ identity: '["RDS"]' }]);
  });

  it('name no more than some hundred runs, however long a report runs', () => {
    const table = new Rows();
    const names = Array.from({ length: 205 }, (_, n) => `resource-${n}`);
    for (const [n] of names.entries()) {
      table.publish(
        String(1000 + n),
        names.slice(0, n + 1).map((name) => other(name)),
      );
      expect(table.runs.length).toBeLessThanOrEqual(200);
    }
    expect(table.rows).toHaveLength(205);
  });
});

describe('versions that no reader needs', () => {
  const rowsOf = (runs: readonly string[]) => ({ runId: runs.at(-1) ?? '', rowRuns: runs });

  it('are those that neither the latest run nor the one before is made of', () => {
    const table = new Rows();
    const runs: (readonly string[])[] = [];
    for (const [n, runId] of ['1', '2', '3'].entries()) {
      table.publish(runId, [other('a', { bytes: n }), other('b')]);
      runs.push(table.runs);
    }
    const superseded = supersededRows(
      table.versions,
      { runId: '3', rowRuns: runs[2]! },
      { runId: '2', rowRuns: runs[1]! },
    );
    expect(superseded).toMatchObject([{ runId: '1', row: { bytes: 0 } }]);
    const left = table.versions.filter((item) => !superseded.includes(item));
    for (const named of [runs[1]!, runs[2]!]) expect(arnsOf(rowsAsOf(left, named))).toEqual(['a', 'b']);
  });

  it('are what an older run left that was never published, but not what a newer one is about to publish', () => {
    const table = new Rows();
    table.publish('1', [other('a')]);
    const versions = ['0', '2'].flatMap(
      (runId) => changedRows(context(runId), [other('a', { bytes: 9 })], table.versions, table.runs).written,
    );
    expect(supersededRows([...table.versions, ...versions], rowsOf(['1']), undefined)).toMatchObject([{ runId: '0' }]);
  });

  it('are marks of what is gone, once they hide nothing any more', () => {
    const table = new Rows();
    table.publish('1', [other('a'), other('b')]);
    const first = { runId: '1', rowRuns: table.runs };
    table.publish('2', [other('a')]);
    const second = { runId: '2', rowRuns: table.runs };
    expect(supersededRows(table.versions, second, first)).toEqual([]);
    table.publish('3', [other('a')]);
    const third = { runId: '3', rowRuns: table.runs };
    const hidden = supersededRows(table.versions, third, second);
    expect(hidden).toMatchObject([{ runId: '1', row: other('b') }]);
    table.versions = table.versions.filter((item) => !hidden.includes(item));
    table.publish('4', [other('a')]);
    expect(supersededRows(table.versions, { runId: '4', rowRuns: table.runs }, third)).toMatchObject([{ gone: true }]);
  });
});
