import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleHandler } from '../scripts/handler-bundle.js';

/** The handlers that make a run, in the order in which they are called. */
export const TASKS = ['plan', 'audit-unit', 'publish'] as const;
export type Task = (typeof TASKS)[number];

/** Where the code lies that processes are started with. */
export interface Bundles {
  readonly process: string;
  readonly handlers: Readonly<Record<Task, string>>;
}

export const bundlesIn = (folder: string): Bundles => {
  const handlers = Object.fromEntries(TASKS.map((task) => [task, join(folder, task, 'index.mjs')]));
  return { process: join(folder, 'process.cjs'), handlers: handlers as Record<Task, string> };
};

/** Bundles the handlers as they are deployed, and the process that holds one of them. */
export const bundle = async (folder: string): Promise<Bundles> => {
  const bundles = bundlesIn(folder);
  await Promise.all([
    ...TASKS.map((task) => bundleHandler(task, folder)),
    build({
      entryPoints: [join('chaos', 'function', 'main.ts')],
      outfile: bundles.process,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: `node${process.versions.node}`,
      logLevel: 'warning',
    }),
  ]);
  return bundles;
};
