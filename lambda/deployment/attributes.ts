import type { DefinitionItem, RunItem } from '../../audit/record/items.js';
import { ATTRIBUTES, type Attributes } from '../../audit/wire.js';

/** What the custom resource says of its report: always all of it, for a template may refer to any. */
export const attributesOf = ({ report, deployment }: DefinitionItem, latest: RunItem | undefined): Attributes => ({
  [ATTRIBUTES.reportName]: report,
  [ATTRIBUTES.runId]: latest?.runId ?? deployment?.runId ?? '',
  // A run that is not there yet has judged nothing.
  [ATTRIBUTES.complianceStatus]: latest?.status ?? 'INSUFFICIENT_DATA',
  [ATTRIBUTES.compliancePercent]: latest?.compliancePercent?.toString() ?? '',
  [ATTRIBUTES.copyJobCount]: String(latest?.copyJobs ?? 0),
  [ATTRIBUTES.findingCount]: String(latest?.findings ?? 0),
});
