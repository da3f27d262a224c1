import { regionOf } from '../arn.js';
import { CLOCKS, type Clock } from '../clock.js';
import type { ResourceRow } from '../row.js';
import type { RunSummary } from '../views/model.js';
import { type Column, type ExportTable, bigint, boolean, counts, double, string, strings } from './columns.js';

/** What a run knows of a resource in a filter set. */
export interface ExportedResource {
  readonly run: RunSummary;
  readonly row: ResourceRow;
}

const NEWEST: Readonly<Record<Clock, string>> = {
  COPY_CREATION: 'When the newest good copy was begun',
  COPY_COMPLETION: 'When a good copy was completed last',
  BACKUP_CREATION: 'When the newest backup that was copied was made, where a control asks',
};

const newest = (clock: Clock): readonly [string, Column<ExportedResource>] => [
  `newest_${clock.toLowerCase()}`,
  string(NEWEST[clock], ({ row }) => row.newestGoodCopy[clock]),
];

/** One row for each resource and filter set of each run. */
export const RESOURCES: ExportTable<ExportedResource> = {
  name: 'resources',
  comment: 'Each resource in each filter set, as each run knew it',
  columns: {
    report: string('Name of the report', ({ run }) => run.report),
    run_id: string('Id of the run', ({ run }) => run.runId),
    as_of: string('The time as of which it was judged, ISO 8601', ({ run }) => run.asOf),
    filter_set: string('Name of the filter set', ({ row }) => row.filterSet),
    resource_arn: string('Its ARN', ({ row }) => row.resourceArn),
    resource_type: string('Its type, as AWS Backup says it', ({ row }) => row.resourceType),
    resource_name: string('Its name, as AWS Backup says it', ({ row }) => row.resourceName),
    resource_region: string('Its Region', ({ row }) => regionOf(row.resourceArn)),
    account_id: string('Account of its copy jobs', ({ row }) => row.accountId),
    ...Object.fromEntries(CLOCKS.map(newest)),
    first_job: string('When its first known copy job was created', ({ row }) => row.firstJob),
    newest_job: string('When its newest copy job was created', ({ row }) => row.newestJob),
    good_copies: bigint('Copy jobs that were completed', ({ row }) => row.goodCopies),
    copy_jobs_by_state: counts('Copy jobs by state', ({ row }) => row.jobsByState),
    bytes: double('Bytes of its copies', ({ row }) => row.bytes),
    controls_not_met: strings('Ids of controls that it does not meet', ({ row }) => row.controlsNotMet),
    breaches_at: string('When a control stops being met if nothing is copied', ({ row }) => row.breachesAt),
    remembered: boolean('Whether it is known from earlier runs only', ({ row }) => row.remembered),
  },
};
