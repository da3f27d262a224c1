import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Bundles } from './bundles.js';
import type { Task, Told } from './messages.js';
import { worldNumberOf } from './world.js';

const RUN = join('scripts', 'run.mjs');
// Far more than any takes: a machine with much other work to do is no fault of a seed.
const MOST_FOR_ONE = 300_000;

/** Seeds by the process that plays them: those of one world go to one, which finds out once what they are compared with. */
export const sharesOf = (seeds: readonly number[], processes: number): readonly (readonly number[])[] => {
  const worlds = [...new Set(seeds.map(worldNumberOf))];
  const shares = Array.from({ length: Math.min(processes, worlds.length) }, (): number[] => []);
  const sizeOf = (world: number) => seeds.filter((seed) => worldNumberOf(seed) === world).length;
  for (const world of worlds.sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const smallest = shares.reduce((least, share) => (share.length < least.length ? share : least), shares[0] ?? []);
    smallest.push(...seeds.filter((seed) => worldNumberOf(seed) === world));
  }
  return shares;
};

/** Plays seeds in processes of their own until all are played or time is up; `isLate` is true of those who were stopped. */
export const playAll = async (
  bundles: Bundles,
  seeds: readonly number[],
  { processes, seconds }: { readonly processes: number; readonly seconds: number },
  onTold: (told: Told) => void,
): Promise<{ readonly isLate: boolean }> => {
  let isLate = false;
  const players = sharesOf(seeds, processes).map((share) =>
    player({ bundles, seeds: share, mostForOne: MOST_FOR_ONE }, onTold),
  );
  const timer = setTimeout(() => {
    isLate = true;
    for (const { child } of players) if (child.connected) child.disconnect();
  }, seconds * 1000);
  await Promise.all(players.map(({ ended }) => ended));
  clearTimeout(timer);
  return { isLate };
};

const player = (task: Task, onTold: (told: Told) => void) => {
  const child: ChildProcess = spawn(process.execPath, [RUN, join('chaos', 'play.ts')], {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', onTold);
  child.send(task);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  return { child, ended };
};
