import { DefinitionError } from '../audit/errors.js';
import type { DefinitionInput } from '../audit/definition.js';
import { shown } from '../audit/schema.js';
import { given } from './given.js';
import type { FilterSetProps } from './filter-set-props.js';
import { writtenIfGiven } from './written-duration.js';

type Declared = NonNullable<DefinitionInput['filterSets']>[number];

/**
 * A named set of the filters that AWS Backup's `ListCopyJobs` knows: what a report reads. Without any filter it is every
 * copy job that the auditor's account and Region have created in the last 30 days.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html
 */
export class FilterSet {
  /** The name, by which findings and controls refer to it. */
  public readonly name: string;

  private readonly declared: Declared;

  /**
   * @param name Tells it from the report's other filter sets: 1 to 64 letters, digits, spaces, dots, dashes or underscores.
   * @param props What is read, and where.
   */
  constructor(name: string, props: FilterSetProps = {}) {
    this.name = name;
    this.declared = {
      name,
      ...given({
        accountId: props.accountId,
        completedAfter: props.completedAfter,
        completedBefore: props.completedBefore,
        createdAfter: props.createdAfter,
        createdBefore: props.createdBefore,
        destinationVaultArn: destinationOf(name, props),
        messageCategory: props.messageCategory,
        parentJobId: props.parentJobId,
        resourceArn: props.resourceArn,
        resourceType: props.resourceType?.name,
        sourceRecoveryPointArn: props.sourceRecoveryPointArn,
        state: props.state,
        taggedWith: props.taggedWith,
        createdWithin: writtenIfGiven(props.createdWithin),
        completedWithin: writtenIfGiven(props.completedWithin),
        pageSize: props.pageSize,
        maxItems: props.maxItems,
        startingToken: props.startingToken,
        targets: props.targets?.map((target) => target._render()),
      }),
    };
  }

  /** @internal */
  public _render(): Declared {
    return this.declared;
  }
}

const destinationOf = (name: string, { destinationVault, destinationVaultArn }: FilterSetProps): string | undefined => {
  if (destinationVault !== undefined && destinationVaultArn !== undefined)
    throw new DefinitionError(
      [{ path: 'destinationVaultArn', message: 'cannot be given together with destinationVault: give one' }],
      `The filter set ${shown(name)}`,
    );
  return destinationVault?.backupVaultArn ?? destinationVaultArn;
};
