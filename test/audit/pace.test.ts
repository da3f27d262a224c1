import { Pace } from '../../audit/pace.js';

const afterPages = (pace: Pace, pages: number, took = 100): number => {
  for (let page = 0; page < pages; page += 1) pace.onPage(took);
  return pace.limit;
};

describe('the pace of requests', () => {
  it('begins with as many as may be', () => {
    expect(new Pace(24, Infinity).limit).toBe(24);
  });

  it('never has more than may be', () => {
    expect(new Pace(3, Infinity).limit).toBe(3);
    expect(afterPages(new Pace(3, Infinity), 50)).toBe(3);
  });

  it('halves when it is asked to slow down, and then recovers one a round', () => {
    const pace = new Pace(24, Infinity);
    pace.onThrottle();
    expect(pace.limit).toBe(12);
    expect(afterPages(pace, 12)).toBe(12);
    expect(afterPages(pace, 2)).toBe(13);
    for (let throttle = 0; throttle < 10; throttle += 1) pace.onThrottle();
    expect(pace.limit).toBe(1);
  });

  it('steps back where the service is far slower than it was', () => {
    const pace = new Pace(24, Infinity);
    afterPages(pace, 8);
    expect(afterPages(pace, 4, 5_000)).toBe(22);
  });

  it('asks for no more at once than its budget can use', () => {
    const pace = new Pace(24, 10);
    expect(afterPages(pace, 1, 500)).toBe(6);
  });
});
