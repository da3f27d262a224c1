import { type LatestRun, type Situation, decide, doneAfter } from '../../../audit/at-once/decide.js';
import type { Hint } from '../../../audit/at-once/events.js';
import { MOST_CHANGED } from '../../../audit/wire.js';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-25T04:00:00Z');
const ran = (minutes: number, took = 1): LatestRun => ({
  asOf: new Date(NOW - minutes * MINUTE).toISOString(),
  publishedAt: new Date(NOW - (minutes - took) * MINUTE).toISOString(),
});
const hint = (resourceArn: string | undefined, minutes = 1): Hint => ({ at: NOW - minutes * MINUTE, resourceArn });
const situation = (fields: Partial<Situation> = {}): Situation => ({
  now: NOW,
  latest: ran(5),
  isRunning: false,
  done: {},
  ...fields,
});
const many = (count: number): Hint[] => Array.from({ length: count }, (_, n) => hint(`arn:${n}`));

describe('hints of one report', () => {
  it('start one run over all resources that they name, each once', () => {
    expect(decide([hint('arn:a'), hint('arn:b', 2), hint('arn:a', 3)], situation())).toEqual({
      start: { changed: ['arn:a', 'arn:b'] },
      waiting: [],
    });
  });

  it('come to nothing without a run to build on: the first one sees it all', () => {
    expect(decide([hint('arn:a')], situation({ latest: undefined }))).toEqual({ waiting: [] });
  });

  it('that a run over everything has seen are dropped, to the second in which they were sent', () => {
    const at = Date.parse(ran(5).asOf);
    const of = (ms: number) => decide([{ at: at + ms, resourceArn: 'arn:a' }], situation());
    expect(of(-1000)).toEqual({ waiting: [] });
    // Their time is cut to the second: the change may be later than the run's time.
    expect(of(-999).start).toBeDefined();
  });

  it('are not dropped for a later run over a part: what counts is what that builds on', () => {
    const latest = { ...ran(0), basis: ran(5) };
    expect(decide([hint('arn:a')], situation({ latest })).start).toEqual({ changed: ['arn:a'] });
  });

  it('wait while a run is being made', () => {
    const hints = [hint('arn:a'), hint('arn:b', 9)];
    expect(decide(hints, situation({ isRunning: true }))).toEqual({ waiting: [hints[0]] });
  });

  it('that were acted upon come again for another report without being acted upon again, but later ones are', () => {
    const hints = [hint('arn:a'), hint('arn:b')];
    const first = situation();
    const done = doneAfter(hints, decide(hints, first), first);
    expect(decide(hints, situation({ done }))).toEqual({ waiting: [] });
    expect(decide([hint('arn:a', 0)], situation({ done })).start).toEqual({ changed: ['arn:a'] });
  });

  it('that wait are not noted as acted upon', () => {
    const hints = [hint('arn:a'), hint(undefined)];
    const first = situation();
    const decision = decide(hints, first);
    expect(decision).toEqual({ start: { changed: ['arn:a'] }, waiting: [hints[1]] });
    expect(Object.keys(doneAfter(hints, decision, first))).toHaveLength(1);
  });

  it('that were acted upon before the last run over everything are noted no more', () => {
    const hints = [hint('arn:a', 10)];
    const first = situation({ latest: ran(30) });
    const done = doneAfter(hints, decide(hints, first), first);
    expect(Object.keys(doneAfter([], { waiting: [] }, { latest: ran(5), done }))).toEqual([]);
  });

  it('of more resources than are judged alone start a run over everything', () => {
    expect(decide(many(MOST_CHANGED), situation({ latest: ran(60) })).start).toMatchObject({ changed: { length: 50 } });
    expect(decide(many(MOST_CHANGED + 1), situation({ latest: ran(60) }))).toEqual({
      start: 'EVERYTHING',
      waiting: [],
    });
    expect(decide([hint(undefined)], situation({ latest: ran(60) })).start).toBe('EVERYTHING');
  });

  it('start such a run not before a quarter of an hour, or four times as long as one takes', () => {
    const of = (latest: LatestRun) => decide([hint(undefined)], situation({ latest })).start;
    expect([of(ran(15)), of(ran(14.9)), of(ran(40, 10)), of(ran(39.9, 10))]).toEqual([
      'EVERYTHING',
      undefined,
      'EVERYTHING',
      undefined,
    ]);
  });

  it('until then have some of them judged, and the others wait', () => {
    const { start, waiting } = decide(many(120), situation());
    expect(start).toMatchObject({ changed: { length: 50 } });
    expect(waiting).toHaveLength(70);
  });
});
