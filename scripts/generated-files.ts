import { definitionJsonSchema } from '../audit/definition-schema.js';
import { eventsJsonSchema } from '../audit/events/json-schema.js';
import { runJsonSchema } from '../audit/run-schema.js';
import { causesPage } from './causes-page.js';
import { controlsPage } from './controls-page.js';
import { filterSetsPage } from './filter-sets-page.js';
import type { JsonSchema } from '../audit/option-words.js';
import { scalingPage } from './scaling-page.js';

/** What is generated from the core, by its path in the repository. */
export const generatedFiles = (): Readonly<Record<string, string>> => {
  const schema = definitionJsonSchema();
  return {
    'docs/causes.md': causesPage(),
    'docs/controls.md': controlsPage(schema as JsonSchema),
    'docs/filter-sets.md': filterSetsPage(schema as JsonSchema),
    'docs/scaling.md': scalingPage(),
    'schema/events.schema.json': `${JSON.stringify(eventsJsonSchema(), undefined, 2)}\n`,
    'schema/run.schema.json': `${JSON.stringify(runJsonSchema(), undefined, 2)}\n`,
    'schema/copy-audit.schema.json': `${JSON.stringify(schema, undefined, 2)}\n`,
  };
};
