import { definitionJsonSchema } from '../audit/definition-schema.js';
import { runJsonSchema } from '../audit/run-schema.js';
import { controlsPage } from './controls-page.js';
import type { JsonSchema } from './option-words.js';
import { scalingPage } from './scaling-page.js';

/** What is generated from the core, by its path in the repository. */
export const generatedFiles = (): Readonly<Record<string, string>> => {
  const schema = definitionJsonSchema();
  return {
    'docs/controls.md': controlsPage(schema as JsonSchema),
    'docs/scaling.md': scalingPage(),
    'schema/run.schema.json': `${JSON.stringify(runJsonSchema(), undefined, 2)}\n`,
    'schema/copy-audit.schema.json': `${JSON.stringify(schema, undefined, 2)}\n`,
  };
};
