import { AdmittedRate } from '../../aws/admitted-rate.js';
import { Limiter } from '../../sandbox/limiter.js';

const LATENCY = 80;

/** Requests of one who never stops, against a service with a limit, in a time that is made up. */
const taken = (admitted: AdmittedRate, limit: (now: number) => number, { burst = 1, seconds = 20 } = {}) => {
  let now = 0;
  const limiters = new Map<number, Limiter>();
  const perSecond = Array.from({ length: seconds }, () => ({ taken: 0, refused: 0 }));
  const answers: { readonly at: number; readonly ok: boolean }[] = [];
  while (now < seconds * 1000) {
    const rate = limit(now);
    const limiter = limiters.get(rate) ?? new Limiter(rate, burst, () => now);
    limiters.set(rate, limiter);
    const ok = limiter.admits();
    const second = perSecond[Math.floor(now / 1000)];
    if (second !== undefined) second[ok ? 'taken' : 'refused'] += 1;
    answers.push({ at: now + LATENCY, ok });
    now += Math.max(2, 1000 / admitted.requestsPerSecond) + 0.5; // timers end a little late
    while (answers[0] !== undefined && answers[0].at <= now) {
      const { at, ok: isTaken } = answers.shift() ?? { at: 0, ok: true };
      if (isTaken) admitted.onAnswer(at);
      else admitted.onRefusal(at);
    }
  }
  return perSecond;
};
const sum = (seconds: ReturnType<typeof taken>, key: 'taken' | 'refused') =>
  seconds.reduce((total, each) => total + each[key], 0);

describe('the rate that a service takes', () => {
  it('is not known before something was refused', () => {
    const admitted = new AdmittedRate();
    Array.from({ length: 50 }, (_, index) => admitted.onAnswer(index * 100));
    expect(admitted.requestsPerSecond).toBe(Infinity);
  });

  it.each([
    [2, 1],
    [5, 1],
    [10, 1],
    [10, 10],
    [20, 1],
    [20, 20],
    [33, 5],
    [50, 1],
  ])('is found within seconds where it is %d, with %d saved up', (limit, burst) => {
    const seconds = taken(new AdmittedRate(), () => limit, { burst });
    const later = seconds.slice(8);
    expect(sum(later, 'taken')).toBeGreaterThan(0.9 * limit * later.length);
    // Who has found it is seldom refused.
    expect(sum(later, 'refused')).toBeLessThan(0.15 * limit * later.length);
  });

  it('costs little to find: a service that takes ten a second gives more than nine from the start', () => {
    expect(
      sum(
        taken(new AdmittedRate(), () => 10, { seconds: 10 }),
        'taken',
      ),
    ).toBeGreaterThan(90);
  });

  it('is found anew where it falls, and where it rises again', () => {
    const seconds = taken(new AdmittedRate(), (now) => (now < 10_000 || now >= 30_000 ? 20 : 5), { seconds: 60 });
    expect(sum(seconds.slice(15, 30), 'taken')).toBeGreaterThan(0.85 * 5 * 15);
    expect(sum(seconds.slice(45), 'taken')).toBeGreaterThan(0.85 * 20 * 15);
  });

  it('never falls to nothing where everything is refused', () => {
    const admitted = new AdmittedRate();
    for (let now = 0; now < 60_000; now += 500) admitted.onRefusal(now);
    expect(admitted.requestsPerSecond).toBe(1);
  });

  it('is forgotten where nobody refuses any more', () => {
    const admitted = new AdmittedRate();
    admitted.onRefusal(0);
    for (let now = 0; now < 60_000; now += 10) admitted.onAnswer(now);
    expect(admitted.requestsPerSecond).toBe(Infinity);
  });
});
