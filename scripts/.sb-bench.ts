import { generateJobs, startSandbox } from '../sandbox/index.js';
import { fork } from 'node:child_process';
const count = Number(process.argv[2] ?? 100000);
const main = async () => {
  let t = Date.now();
  const s = await startSandbox({
    copyJobs: generateJobs({ seed: 1, count, asOf: '2026-11-23T12:00:00Z' }),
    ...(process.argv[3] ? { order: process.argv[3] as never } : {}),
  });
  console.log(
    'start',
    s.copyJobCount,
    Date.now() - t,
    'ms',
    Math.round(process.memoryUsage().rss / 2 ** 20),
    'MB rss',
    Math.round(process.memoryUsage().heapUsed / 2 ** 20),
    'MB heap',
  );
  const child = fork('/tmp/sb-client.mjs', [s.url]);
  await new Promise((r) => child.once('exit', r));
  const cpu0 = process.cpuUsage();
  const again = fork('/tmp/sb-client.mjs', [s.url]);
  await new Promise((r) => again.once('exit', r));
  const c = process.cpuUsage(cpu0);
  console.log('server cpu ms', Math.round((c.user + c.system) / 1000));
  await s.close();
};
void main();
