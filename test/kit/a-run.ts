import type { RawCopyJob } from '../../audit/copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import type { RunToPublish } from '../../aws/table/publish-run.js';
import { readReport } from '../../cli/audit-report.js';
import { recordedSource } from '../../cli/recorded-source.js';
import { AS_OF } from './audit-of.js';

export interface RunFields {
  readonly asOf?: number;
  /** Whatever the definition says besides its name. */
  readonly definition?: Readonly<Record<string, unknown>>;
  /** Why reading broke off after the jobs. */
  readonly error?: string;
}

/** Name of the report in these tests. */
export const REPORT = 'OffsiteCopies';

/** A run over recorded jobs, read and ready to be published. */
export const aRun = async (
  jobs: readonly RawCopyJob[],
  { asOf = AS_OF, definition = {}, error }: RunFields = {},
): Promise<RunToPublish> => {
  const parsed = parseDefinition({ name: REPORT, ...definition });
  const source = recordedSource({ jobs });
  const failing: typeof source = {
    ...source,
    ports: (unit) => ({
      ...source.ports(unit),
      listCopyJobs: async (query) => {
        if (query.NextToken === 'broken') throw new Error(error);
        return { ...(await source.ports(unit).listCopyJobs(query)), nextToken: 'broken' };
      },
    }),
  };
  const read = await readReport(parsed, error === undefined ? source : failing, { asOf });
  return { runId: read.runId, asOf, trigger: 'SCHEDULE', definition: parsed, conclude: read.conclude };
};
