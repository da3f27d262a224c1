import { startSandbox } from '../sandbox/index.js';
import { type JobsOptions, benchJobs } from './jobs.js';

/** An endpoint in a process of its own, so that its work is not counted as its clients'. */
const [, , jobs = '{}', options = '{}'] = process.argv;

const serve = async (): Promise<void> => {
  const copyJobs = benchJobs(JSON.parse(jobs) as JobsOptions);
  let times: number[] = [];
  const faultPlan = () => {
    times.push(performance.now());
    return undefined;
  };
  const sandbox = await startSandbox({ ...(JSON.parse(options) as object), copyJobs, faultPlan });
  console.log(JSON.stringify({ url: sandbox.url }));
  process.on('SIGTERM', () => void sandbox.close().then(() => process.exit(0)));
  // Told to say how many requests it saw in its busiest second; a budget is kept or it is not.
  process.on('message', () => {
    process.send?.({ requests: times.length, busiestSecond: busiestSecond(times) });
    times = [];
  });
};

const busiestSecond = (times: readonly number[]): number => {
  let most = 0;
  let first = 0;
  times.forEach((time, index) => {
    while ((times[first] ?? 0) <= time - 1000) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
};

void serve();
