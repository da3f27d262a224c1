import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AssetCode } from 'aws-cdk-lib/aws-lambda';
import type { HandlerName } from '../../audit/environment.js';

// Beside the built constructs in the package; in dist/ where the sources themselves are run.
const FOLDERS = [join(__dirname, '..', '..', 'lambda'), join(__dirname, '..', '..', 'dist', 'lambda')];

/** The code of a handler. It was bundled with the package, so that a synth needs neither esbuild nor Docker. */
export const bundleOf = (handler: HandlerName): AssetCode => {
  const folder = FOLDERS.map((each) => join(each, handler)).find((each) => existsSync(join(each, 'index.mjs')));
  if (folder === undefined)
    throw new Error(`There is no bundle of the handler ${handler}. In a clone of the repository run: npm run bundle`);
  return new AssetCode(folder);
};
