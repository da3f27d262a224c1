import { Budget } from '../../aws/budget.js';

const turnsOf = async (budget: Budget, count: number): Promise<number[]> => {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, () => budget.getSendToken().then(() => times.push(performance.now()))),
  );
  return times;
};

describe('a budget of requests a second', () => {
  it('lets no turn come sooner after the last than its share allows, however many wait', async () => {
    const times = await turnsOf(new Budget(100), 8);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(9.5); // a lower bound holds on a slow machine as well
  });

  it('saves nothing up', async () => {
    const budget = new Budget(50);
    await budget.getSendToken();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const [first = 0, second = 0] = await turnsOf(budget, 2);
    expect(second - first).toBeGreaterThanOrEqual(19);
  });

  it('does not hold up where there is none', async () => {
    await expect(turnsOf(new Budget(Infinity), 1000)).resolves.toHaveLength(1000);
  });
});
