import type { RawCopyJob } from '../../audit/copy-job.js';
import type { Table } from '../../aws/table/table.js';
import { aCopyJob } from './a-copy-job.js';
import { publish } from './published.js';

const AS_OF = Date.parse('2026-11-24T06:00:00Z');
const RESOURCE = 'arn:aws:rds:eu-west-1:111122223333:db:orders';

/** What the examples of docs/table.md ask for: a run of that time and report, with a critical finding of that resource. */
export const publishWhatIsAskedFor = async (table: Table): Promise<void> => {
  const failed: RawCopyJob = aCopyJob({
    State: 'FAILED',
    StatusMessage: 'Access Denied trying to call AWS Backup service',
    ResourceArn: RESOURCE,
    ResourceType: 'RDS',
    CreationDate: new Date(AS_OF - 3_600_000),
    CompletionDate: new Date(AS_OF - 1_800_000),
  });
  const definition = {
    controls: [
      { control: 'completed', severity: 'CRITICAL' },
      { control: 'freshWithin', within: '26h' },
    ],
  };
  await publish(table, [failed], { asOf: AS_OF, definition });
};
