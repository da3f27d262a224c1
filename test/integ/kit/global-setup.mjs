import { execFileSync } from 'node:child_process';
import process from 'node:process';
import beforeAllTests from '../../kit/global-setup.mjs';

/** Once, before all deployments: what several of them want, for they run at once and would install it into one folder. */
export default () => {
  beforeAllTests();
  execFileSync(process.execPath, ['scripts/run.mjs', 'test/integ/kit/prepare.ts'], { stdio: 'inherit' });
};
