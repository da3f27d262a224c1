/** What one client measured of itself, from its first request to its last judged job; imports are not counted. */
export interface Measured {
  readonly jobs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly requests?: number;
  /** Why the figure does not count: a unit that failed, a rate that was exceeded. */
  readonly problem?: string;
}

/** Measures the work and prints it as the last line, for the bench that started this process. */
export const measure = async (work: () => Promise<Pick<Measured, 'jobs' | 'requests' | 'problem'>>): Promise<void> => {
  const started = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(cpu);
  const measured: Measured = {
    ...done,
    wallMs: Number(process.hrtime.bigint() - started) / 1e6,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(measured));
};
