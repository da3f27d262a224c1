/**
 * `npm run release:template`: the app as templates of plain CloudFormation with the code of their functions, for teams without
 * the CDK, into dist/template and as one file beside it. `-- --definition copy-audit.yaml`: with the reports of a file, instead
 * of one whose parts are parameters. docs/plain-cloudformation.md says how they are deployed.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DefinitionError } from '../audit/errors.js';
import { readDefinitionFile } from '../cli/definition-file.js';
import { archived, writeTemplates } from './release-template/write.js';

const DIST = join(__dirname, '..', 'dist');

const run = (): void => {
  const { values } = parseArgs({
    options: { definition: { type: 'string' }, out: { type: 'string', default: join(DIST, 'template') } },
  });
  const { definition, out } = values;
  const reports = definition === undefined ? undefined : readDefinitionFile(definition).map(({ declared }) => declared);
  const { templates, assets } = writeTemplates(out, reports);
  writeFileSync(`${out}.zip`, archived(out));
  console.log(`${out}.zip: ${templates.join(', ')} and ${assets.length} zip files of code`);
};

try {
  run();
} catch (error) {
  if (!(error instanceof DefinitionError)) throw error;
  for (const { path, message } of error.problems) console.error(`${path}: ${message}`);
  process.exitCode = 1;
}
