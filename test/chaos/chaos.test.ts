import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Played } from '../../chaos/player.js';
import { sharesOf } from '../../chaos/players.js';
import { optionsOf } from '../../chaos/options.js';
import { worldNumberOf } from '../../chaos/world.js';

const run = promisify(execFile);

// Bundles are made, processes are started and killed: on a machine with other work to do this takes its time.
jest.setTimeout(600_000);

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'chaos-test-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const played = async (name: string, ...args: readonly string[]) => {
  const output = join(folder, `${name}.json`);
  const { stdout } = await run(process.execPath, ['scripts/run.mjs', 'chaos/main.ts', '--output', output, ...args]);
  return { stdout, seeds: JSON.parse(readFileSync(output, 'utf8')) as readonly Played[] };
};

it('no run in any weather is partial, wrong, or compliant by accident, and a seed plays the same again', async () => {
  const { stdout, seeds } = await played('all', '--seed', '1', '--runs', '12');
  expect(stdout).toContain('No run broke the law.');
  expect(seeds).toHaveLength(12);
  expect(seeds.flatMap(({ broken }) => broken)).toEqual([]);
  expect(seeds.filter(({ faults }) => 'process killed' in faults).length).toBeGreaterThan(0);
  expect(new Set(seeds.map(({ kind }) => kind)).has('WHOLE')).toBe(true);

  // Alone and in another process: whatever was played before it has no part in it.
  const stormy = seeds.reduce((most, each) => (each.requests > most.requests ? each : most));
  const again = await played('again', '--seed', String(stormy.seed), '--runs', '1', '--processes', '1');
  expect(again.seeds).toEqual([stormy]);
});

describe('seeds', () => {
  const seeds = Array.from({ length: 200 }, (_, index) => index);

  it('are shared out whole, those of one world to one process', () => {
    const shares = sharesOf(seeds, 3);
    expect(shares.flat().sort((a, b) => a - b)).toEqual(seeds);
    const worlds = shares.map((share) => new Set(share.map(worldNumberOf)));
    expect(worlds.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(seeds.map(worldNumberOf)).size);
    expect(Math.max(...shares.map(({ length }) => length))).toBeLessThan(100);
  });

  it('are numbers, and so are the other options', () => {
    expect(optionsOf(['--seed', '7', '--runs', '3'])).toMatchObject({ seed: 7, runs: 3, seconds: 600, trace: false });
    expect(() => optionsOf(['--runs', '0'])).toThrow('--runs is a whole number, not 0');
    expect(() => optionsOf(['--seed', 'x'])).toThrow('--seed is a whole number, not x');
    expect(() => optionsOf(['--sed', '1'])).toThrow('--sed');
  });
});
