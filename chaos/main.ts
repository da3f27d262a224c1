import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from './bundles.js';
import { USAGE, optionsOf } from './options.js';
import { playAll } from './players.js';
import { Summary } from './summary.js';

const TOLD_EVERY = 15;

/** `npm run chaos`: runs in whatever weather, each held against the same run without any; bounded, on loopback. */
const chaos = async (): Promise<void> => {
  const { seed, runs, seconds, processes, trace, output } = optionsOf(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  try {
    const bundles = await bundle(folder);
    const seeds = Array.from({ length: runs }, (_, index) => seed + index);
    const summary = new Summary();
    const started = performance.now();
    const secondsGone = () => (performance.now() - started) / 1000;
    let told = 0;
    console.log(`seeds ${seed} to ${seed + runs - 1}, ${processes} at once, at most ${seconds} s`);
    const { isLate } = await playAll(bundles, seeds, { processes, seconds }, (each) => {
      const isNew = summary.add(each);
      if (each.kind === 'PLAYED' && trace) console.log(each.played.trace.join('\n'));
      if (isNew) console.log(summary.lastBroken());
      if (secondsGone() - told < TOLD_EVERY) return;
      told = secondsGone();
      console.log(
        `${summary.played.length} of ${runs} after ${told.toFixed(0)} s, ${summary.broken.length} broke the law`,
      );
    });
    console.log(summary.text({ runs, seconds: secondsGone() }));
    if (isLate) console.log(`Time was up after ${seconds} s; --seconds gives more.`);
    mkdirSync(dirname(output), { recursive: true });
    const kept = summary.played.map(({ trace: _trace, ...each }) => each).sort((a, b) => a.seed - b.seed);
    writeFileSync(output, `${JSON.stringify(kept, undefined, 2)}\n`);
    const isUnplayed = summary.played.length + summary.broken.length < runs && !isLate;
    if (isUnplayed) console.log('A process ended before it had played its seeds.');
    if (summary.broken.length > 0 || isUnplayed) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (process.argv.includes('--help')) console.log(USAGE);
else
  chaos().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
