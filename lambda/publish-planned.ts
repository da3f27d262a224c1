import { concludeChanged } from '../audit/at-once/conclude-changed.js';
import { BoundReport } from '../audit/bound-report.js';
import { conclude } from '../audit/conclude.js';
import type { Signer } from '../aws/signer.js';
import type { Plan } from '../aws/table/plans.js';
import { type Publication, publishRun } from '../aws/table/publish-run.js';
import { type Unpublished, publishUpon } from '../aws/table/publish-upon.js';
import type { Table } from '../aws/table/table.js';
import { resultsOf } from './unit-results.js';

/** Judges what the units of a run found and publishes it: as a run of its own, or where only what changed was read, upon the latest. */
export const publishPlanned = async (
  table: Table,
  plan: Plan,
  signer: Signer | undefined,
): Promise<Publication | Unpublished> => {
  const { runId, trigger, definition, changed } = plan;
  const asOf = Date.parse(plan.asOf);
  const bound = new BoundReport(definition, asOf);
  const results = await resultsOf(table, plan);
  const run = { asOf, trigger, definition };
  if (changed === undefined)
    return publishRun(
      table,
      { ...run, runId, conclude: (remembered) => conclude(bound, runId, results, remembered) },
      signer,
    );
  return publishUpon(
    table,
    { ...run, plannedAs: runId, conclude: (base, id) => concludeChanged(bound, id, base, results) },
    signer,
  );
};
