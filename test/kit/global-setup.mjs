import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Once, before all tests. */
export default () => {
  // aws-cdk-lib warns of what its own TableV2 does.
  process.env.JSII_DEPRECATED = 'quiet';
  // The SDK announces to every process which Node versions it will want in time.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // Templates hold the handlers' bundles, and a preview the page's. Which ones they are is no matter here, but there must be some.
  const bundles = [join('lambda', 'widget', 'index.mjs'), join('cli', 'preview', 'page.js')];
  if (bundles.every((bundle) => existsSync(join(ROOT, 'dist', bundle)))) return;
  execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/bundle.ts'], { cwd: ROOT, stdio: 'inherit' });
};
