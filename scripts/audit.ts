/**
 * Asks the registry for known vulnerabilities of everything that is installed, for what is bundled is a devDependency:
 * `npm run audit`. Ends with 1 where there is one of high or critical severity. A registry that does not answer such questions
 * proves nothing, and says so; `-- --must-answer` takes that for a failure too.
 */
import { spawnSync } from 'node:child_process';
import { judged } from './audited.js';

const mustAnswer = process.argv.includes('--must-answer');
const { stdout, stderr } = spawnSync('npm', ['audit', '--json', '--audit-level=high', '--fetch-retries=1'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
  timeout: 120_000,
});
const { verdict, sentence } = judged(stdout, stderr);
console.log(sentence);
process.exitCode = verdict === 'VULNERABLE' || (verdict === 'NOT_ANSWERED' && mustAnswer) ? 1 : 0;
