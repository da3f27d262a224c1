import type { ResourceRow } from '../../audit/row.js';

/** A row of a resource that was copied this morning, but for what is given. */
export const aRow = (fields: Partial<ResourceRow> = {}): ResourceRow => ({
  filterSet: 'all',
  resourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  resourceType: 'RDS',
  newestGoodCopy: { COPY_CREATION: '2026-06-15T03:00:00.000Z' },
  firstJob: '2026-05-20T03:00:00.000Z',
  newestJob: '2026-06-15T03:00:00.000Z',
  jobsByState: { COMPLETED: 26 },
  goodCopies: 26,
  bytes: 2048,
  controlsNotMet: [],
  remembered: false,
  ...fields,
});
