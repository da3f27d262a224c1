import { bundle } from './bundle.js';
import { median } from './median.js';
import type { Result } from './result.js';
import { type Server, PEERS, boto3Version, startServer } from './processes.js';
import type { Measured } from './measured.js';
import { writes } from './writes.js';

const TO = Date.UTC(2026, 10, 20);
const JOBS = { count: 100_000, resources: 5_000, to: TO };
const AUDIT = { definition: 'bench/definition.json', asOf: TO };
const ROUNDS = 3;

type Runner = () => Promise<Measured>;

/** Runs them in turn, A B C, A B C, …, so that a machine that gets slower is slower for all. */
const inTurns = async <N extends string>(runners: Readonly<Record<N, Runner>>): Promise<Record<N, Measured[]>> => {
  const measured = Object.fromEntries(Object.keys(runners).map((name) => [name, []])) as unknown as Record<
    N,
    Measured[]
  >;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of Object.keys(runners) as N[]) measured[name].push(await runners[name]());
  return measured;
};

const wall = (measured: readonly Measured[]): number => median(measured.map(({ wallMs }) => wallMs));
const problems = (measured: readonly Measured[]): string =>
  [...new Set(measured.flatMap(({ problem }) => problem ?? []))].join('; ');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const withServer = async <T>(
  jobs: typeof JOBS & { spread?: 'uniform' | 'burst' },
  options: object,
  use: (server: Server) => Promise<T>,
): Promise<T> => {
  const server = await startServer({ spread: 'uniform', ...jobs }, options);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
};

const latency = (): Promise<Result[]> =>
  withServer(JOBS, { latencyMs: 80 }, async ({ url }) => {
    const version = boto3Version();
    const { ours, sdk, boto3 } = await inTurns({
      ours: () => PEERS.ours(url, AUDIT),
      sdk: () => PEERS.sdk(url),
      boto3: () =>
        version === undefined ? Promise.resolve({ jobs: 0, wallMs: 0, cpuMs: 0, peakMb: 0 }) : PEERS.boto3(url),
    });
    const name = 'full audit, 80 ms a page';
    const result = (against: string, peer: readonly Measured[], least: number): Result => ({
      name,
      against,
      target: `≥ ${least} times as fast`,
      ratio: wall(peer) / wall(ours),
      reached: wall(peer) / wall(ours) >= least && problems(ours) === '',
      figures: `${seconds(wall(ours))} with ${ours[0]?.requests ?? 0} requests, against ${seconds(wall(peer))}`,
    });
    const skipped = {
      name,
      against: 'boto3',
      target: '≥ 10 times as fast',
      ratio: undefined,
      reached: undefined,
      figures: 'skipped: boto3 is not installed',
    };
    return [
      version === undefined ? skipped : result(`boto3 ${version}, its paginator`, boto3, 10),
      result('the JavaScript SDK’s paginateListCopyJobs', sdk, 8),
    ];
  });

const cpu = (): Promise<Result[]> =>
  withServer(JOBS, {}, async ({ url }) => {
    const { ours, raw } = await inTurns({ ours: () => PEERS.ours(url, AUDIT), raw: () => PEERS.raw(url) });
    const [mine, theirs] = [ours, raw].map((measured) => median(measured.map(({ cpuMs }) => cpuMs))) as [
      number,
      number,
    ];
    return [
      {
        name: 'full audit, 0 ms a page, jobs per CPU second',
        against: 'raw HTTP, JSON.parse and a tally by state',
        target: '≥ 0.9',
        ratio: theirs / mine,
        reached: theirs / mine >= 0.9,
        figures: `${seconds(mine)} of CPU with ${ours[0]?.requests ?? 0} requests, against ${seconds(theirs)}`,
      },
    ];
  });

const burst = async (): Promise<Result[]> =>
  withServer(JOBS, { latencyMs: 80 }, (uniform) =>
    withServer({ ...JOBS, spread: 'burst' }, { latencyMs: 80 }, async (bursting) => {
      const measured = await inTurns({
        uniform: () => PEERS.ours(uniform.url, AUDIT),
        bursting: () => PEERS.ours(bursting.url, AUDIT),
      });
      const ratio = wall(measured.bursting) / wall(measured.uniform);
      return [
        {
          name: 'burst, 80 % of the jobs in one hour, 80 ms a page',
          against: 'uniform, as many jobs',
          target: '≤ 1.3 times the time',
          ratio,
          reached: ratio <= 1.3,
          figures: `${seconds(wall(measured.bursting))} with ${measured.bursting[0]?.requests ?? 0} requests, against ${seconds(wall(measured.uniform))}`,
        },
      ];
    }),
  );

const limited = async (): Promise<Result[]> => [
  // AWS's limits are buckets: what was not used for a second may be used at once. One that saves nothing up is harder.
  await limitedTo('a service limited to 10 requests a second', {}),
  await limitedTo('the same, where requests have to come evenly', { burst: 1 }),
];

const limitedTo = (name: string, limit: { burst?: number }): Promise<Result> =>
  withServer(JOBS, { latencyMs: 80, requestsPerSecond: 10, ...limit }, async ({ url }) => {
    const { ours } = await inTurns({ ours: () => PEERS.ours(url, AUDIT) });
    const least = (JOBS.count / 1000 / 10) * 1000;
    return {
      name,
      against: 'pages / 10',
      target: '≤ 1.15 times, no failed unit',
      ratio: wall(ours) / least,
      reached: wall(ours) / least <= 1.15 && problems(ours) === '',
      figures: `${seconds(wall(ours))} with ${ours[0]?.requests ?? 0} pages, against ${seconds(least)}${problems(ours)}`,
    };
  });

const shared = (): Promise<Result[]> =>
  withServer(JOBS, { latencyMs: 80, requestsPerSecond: 20, burst: 20 }, async (server) => {
    const least = ((4 * JOBS.count) / 1000 / 20) * 1000;
    const measured: Measured[] = [];
    let busiest = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      measured.push(await PEERS.ours(server.url, { ...AUDIT, units: 4, requestsPerSecond: 20 }));
      busiest = Math.max(busiest, (await server.traffic()).busiestSecond);
    }
    return [
      {
        name: 'four units at once, one account limited to 20 requests a second, budgeted',
        against: 'pages / 20',
        target: '≤ 1.15 times, no failed unit, never over 20 a second',
        ratio: wall(measured) / least,
        reached: wall(measured) / least <= 1.15 && problems(measured) === '' && busiest <= 20,
        figures: `${seconds(wall(measured))} against ${seconds(least)}, at most ${busiest} in a second${problems(measured)}`,
      },
    ];
  });

const memory = (): Promise<Result[]> =>
  withServer(JOBS, {}, (small) =>
    withServer({ ...JOBS, count: 1_000_000 }, {}, async (large) => {
      const measured = await inTurns({
        small: () => PEERS.ours(small.url, AUDIT),
        large: () => PEERS.ours(large.url, AUDIT),
      });
      const peak = (each: readonly Measured[]) => median(each.map(({ peakMb }) => peakMb));
      const ratio = peak(measured.large) / peak(measured.small);
      return [
        {
          name: '1,000,000 jobs of 5,000 resources, peak memory',
          against: 'the same with 100,000 jobs',
          target: '≤ 1.25 times, under 512 MB',
          ratio,
          reached: ratio <= 1.25 && peak(measured.large) < 512,
          figures: `${peak(measured.large).toFixed(0)} MB against ${peak(measured.small).toFixed(0)} MB`,
        },
      ];
    }),
  );

/** Every case by the word that `npm run bench -- <word>` takes. */
export const CASES: Readonly<Record<string, () => Promise<Result[]>>> = {
  latency,
  cpu,
  burst,
  limited,
  shared,
  memory,
  writes,
  bundle,
};
