import { Budget } from '../../aws/budget.js';

const turnsOf = async (budget: Budget, count: number): Promise<number[]> => {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, () => budget.getSendToken().then(() => times.push(performance.now()))),
  );
  return times;
};

describe('a budget of requests a second', () => {
  // Measured from before the first was asked for: a pause of the machine makes turns later, never earlier.
  it('lets no turn come sooner than its share allows, however many wait', async () => {
    const start = performance.now();
    const times = await turnsOf(new Budget(100), 8);
    times.forEach((time, index) => expect(time - start).toBeGreaterThanOrEqual(10 * index));
  });

  it('saves nothing up', async () => {
    const budget = new Budget(50);
    await budget.getSendToken();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    const [, second = 0] = await turnsOf(budget, 2);
    expect(second - start).toBeGreaterThanOrEqual(20);
  });

  it('does not hold up where there is none', async () => {
    await expect(turnsOf(new Budget(Infinity), 1000)).resolves.toHaveLength(1000);
  });
});
