import type { Task, Told } from './messages.js';
import { Player } from './player.js';

/** Plays the seeds that it is given, and tells of each how it ended; in a process of its own, one for each processor. */
const play = async ({ bundles, seeds, mostForOne }: Task): Promise<void> => {
  const tell = (told: Told): void => void process.send?.(told);
  const player = await Player.start(bundles);
  for (const seed of seeds) {
    const timer = setTimeout(() => {
      tell({ kind: 'BROKE', seed, why: `does not come to an end within ${mostForOne / 1000} s` });
      process.exit(1);
    }, mostForOne);
    try {
      tell({ kind: 'PLAYED', played: await player.play(seed) });
    } catch (error) {
      tell({ kind: 'BROKE', seed, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    } finally {
      clearTimeout(timer);
    }
  }
  await player.close();
  process.disconnect();
};

process.once('message', (task: Task) => void play(task));
process.once('disconnect', () => process.exit());
