import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { CASES } from './cases.js';
import type { Result } from './result.js';

/** `npm run bench [-- case …]`: bounded, on loopback, prints a table and writes coverage/bench.json. */
const run = async (): Promise<void> => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in CASES));
  if (unknown !== undefined) throw new Error(`There is no case ${unknown}; there are ${Object.keys(CASES).join(', ')}`);
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; medians of 3, in turns`);
  const results: Result[] = [];
  for (const [name, measure] of Object.entries(CASES)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const result of await measure()) {
      results.push(result);
      console.log(lineOf(result));
    }
  }
  mkdirSync('coverage', { recursive: true });
  writeFileSync('coverage/bench.json', `${JSON.stringify(results, undefined, 2)}\n`);
  if (results.some(({ reached }) => reached === false)) process.exitCode = 1;
};

const lineOf = ({ name, against, target, ratio, reached, figures }: Result): string => {
  const verdict = reached === undefined ? 'skipped' : reached ? 'reached' : 'MISSED';
  return `${verdict.padEnd(8)} ${ratio === undefined ? '' : ratio.toFixed(2)}  (${target})  ${name} / ${against}\n         ${figures}`;
};

void run();
