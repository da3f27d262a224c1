import type { ControlName, DeclaredOptions } from '../controls/index.js';
import type { DefinitionInput } from '../definition.js';
import { optional } from '../expected.js';
import type { Severity } from '../status.js';

type Declared = NonNullable<DefinitionInput['controls']>[number];

/** What a copy action of a backup plan says of its copies; durations as a definition writes them. */
export interface CopyPromise {
  /** Of the filter set that reads what it copies. */
  readonly name: string;
  /** How old the newest copy can be while all goes well; not asked where nobody can tell. */
  readonly within?: string | undefined;
  /** When copies are deleted; never where it is not given, or when their source is. */
  readonly deleteAfter?: string | undefined;
  readonly moveToColdStorageAfter?: string | undefined;
  /** Whether snapshots of volumes are moved as well. */
  readonly archives?: boolean | undefined;
}

// https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
const MOVED_TO_COLD_STORAGE = ['DynamoDB', 'EFS', 'SAP HANA on Amazon EC2', 'Timestream', 'VirtualMachine'];

// Whether there are copies at all is what freshWithin asks.
const ALLOW_EMPTY = { allowEmpty: true };

/** What a copy action says of its copies, as controls over the filter set that is derived from it. */
export const controlsOfCopy = (copy: CopyPromise, severity?: Severity): Declared[] => {
  const { name, within, deleteAfter, moveToColdStorageAfter, archives } = copy;
  const named = <N extends ControlName>(control: N, options: DeclaredOptions<N>): Declared =>
    ({
      control,
      ...options,
      id: `${control} ${name}`,
      filterSets: [name],
      ...optional('severity', severity),
    }) as Declared;
  // AWS Backup ignores the setting of other types.
  const resourceTypes = archives === true ? [...MOVED_TO_COLD_STORAGE, 'EBS'] : MOVED_TO_COLD_STORAGE;
  return [
    ...(within === undefined ? [] : [named('freshWithin', { within })]),
    ...(deleteAfter === undefined
      ? []
      : [{ ...named('retainedFor', { atLeast: deleteAfter, atMost: deleteAfter }), ...ALLOW_EMPTY }]),
    ...(moveToColdStorageAfter === undefined
      ? []
      : [
          {
            ...named('coldStorage', { after: moveToColdStorageAfter, within: moveToColdStorageAfter }),
            resourceTypes,
            ...ALLOW_EMPTY,
          },
        ]),
  ];
};
