/**
 * Runs every example as the CDK's CLI would, all in this process, for what takes the time is to load aws-cdk-lib: each makes its
 * templates in a folder of `CDK_OUTDIR` that is called like it. The CDK writes an app's when its process is about to end.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const OUTDIR = process.env['CDK_OUTDIR'] ?? '';
const EXAMPLES = readdirSync(join(__dirname, '..', 'examples')).filter((name) => name.endsWith('.ts'));

// Each of their apps waits for that end.
process.setMaxListeners(process.getMaxListeners() + EXAMPLES.length);

const main = async (): Promise<void> => {
  for (const name of EXAMPLES.map((file) => file.slice(0, -'.ts'.length))) {
    process.env['CDK_OUTDIR'] = join(OUTDIR, name);
    await import(`../examples/${name}.ts`);
  }
};

void main();
