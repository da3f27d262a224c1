import type { RawCopyJob } from '../../audit/copy-job.js';
import type { Definition } from '../../audit/definition.js';
import { canonical, sha256 } from '../../audit/canonical.js';
import { declared, putDefinition } from '../../aws/table/definitions.js';
import { publishRun } from '../../aws/table/publish-run.js';
import type { Table } from '../../aws/table/table.js';
import { type RunFields, aRun } from './a-run.js';

/** Declares a report in a table, as a deployment does. */
export const declare = async (
  table: Table,
  definition: Definition | Readonly<Record<string, unknown>>,
): Promise<void> => {
  const { name } = definition as { readonly name: string };
  await putDefinition(
    table,
    {
      version: 1,
      report: name,
      ...(await declared(JSON.stringify(definition))),
      definitionHash: sha256(canonical(definition)),
      stackId: 'stack',
      logicalId: name,
      updatedAt: new Date(table.now()).toISOString(),
    },
    undefined,
  );
};

/** Declares a report, if it is not, and publishes a run of it over recorded jobs. */
export const publish = async (table: Table, jobs: readonly RawCopyJob[], fields: RunFields = {}): Promise<string> => {
  const run = await aRun(jobs, fields);
  await declare(table, { name: run.definition.name, ...fields.definition });
  await publishRun(table, run);
  return run.runId;
};
