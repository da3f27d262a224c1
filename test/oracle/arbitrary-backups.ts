import fc from 'fast-check';
import { anyOf, endOf, field, jobAsOf, state } from './arbitrary-jobs.js';
import { DAY, HOUR, ago, timeIn } from './arbitrary-time.js';
import { time, type Raw } from './job.js';
import { TYPES, RESOURCES, POINTS, BACKUPS } from './vocabulary.js';

/** Ages of backups: AWS lists no older ones, and none is from the future. */
const recent = fc
  .oneof(ago, { weight: 2, arbitrary: fc.integer({ min: 1, max: 4 * DAY }) })
  .map((age) => Math.min(Math.max(age, 1), 29 * DAY));

/** Backup jobs, each with a recovery point of its own. */
export const backupsAsOf = (asOf: number): fc.Arbitrary<Raw[]> =>
  fc
    .tuple(
      ...POINTS.map((point, index) =>
        fc.record(
          {
            BackupJobId: field(fc.constant(BACKUPS[index])),
            RecoveryPointArn: field(
              anyOf([point, point, point, point, `arn:aws:rds:eu-west-1::snapshot:continuous:c-${index}`]),
            ),
            State: field(fc.oneof({ weight: 8, arbitrary: fc.constant('COMPLETED') }, anyOf(['RUNNING', 'FAILED']))),
            CreationDate: field(timeIn(recent.map((age) => asOf - age - HOUR))),
            CompletionDate: field(timeIn(recent.map((age) => asOf - age))),
            ResourceArn: field(anyOf(RESOURCES)),
            ResourceType: field(anyOf(TYPES)),
            ParentJobId: field(fc.constant('backup-0'), 1, 5),
          },
          {
            requiredKeys: [
              'RecoveryPointArn',
              'State',
              'CreationDate',
              'CompletionDate',
              'ResourceArn',
              'ResourceType',
            ],
          },
        ),
      ),
    )
    .chain((backups) => fc.oneof(fc.subarray(backups), fc.constant(backups)));

/** Copies of some backups, many of them complete on the edge of a limit after the backup was. */
export const copiesOf = (backups: readonly Raw[], asOf: number): fc.Arbitrary<Raw[]> =>
  fc
    .tuple(
      ...backups.map((backup, index) => {
        const backedUp = time(backup['CompletionDate']);
        if (backedUp === undefined) return fc.constant(undefined);
        const copy = fc
          .record({ template: jobAsOf(asOf), State: state, finished: endOf(backedUp) })
          .map(({ template, finished, ...fields }) => ({
            ...template,
            ...fields,
            CopyJobId: `copy-${index}`,
            ParentJobId: null,
            CreationDate: new Date(backedUp),
            CompletionDate: new Date(finished),
            SourceRecoveryPointArn: backup['RecoveryPointArn'],
          }));
        return fc.oneof(fc.constant(undefined), copy);
      }),
    )
    .map((copies) => copies.filter((copy) => copy !== undefined));

export const protectedResources: fc.Arbitrary<Raw[]> = fc
  .tuple(
    ...[...RESOURCES, 'arn:aws:dynamodb:eu-west-1:111111111111:table/forgotten'].map((arn, index) =>
      fc.record({
        ResourceArn: field(fc.constant(arn), 20),
        ResourceType: field(anyOf([TYPES[index % 4], TYPES[0]]), 6),
      }),
    ),
  )
  .chain((resources) => fc.subarray(resources));
