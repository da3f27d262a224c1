import { control } from '../control.js';
import { arn, list, nonEmpty, properties } from '../schema.js';
import { met, notMet } from '../verdict.js';

export const covers = control({
  name: 'covers',
  judges: 'expectedResource',
  severity: 'HIGH',
  title: 'Every resource that is expected to be copied has a good copy',
  description: `What was never copied is in no list of copy jobs, and no other control can see it. This one starts from what is
expected: \`resources\` names ARNs, \`protectedResources\` takes AWS Backup's own list of what it has backed up in the accounts and
Regions that are read, and what earlier runs of the report have seen. Each must have a good copy among all jobs that were read,
whatever the control is narrowed to; that of a member of a composite counts for the member.

It is judged once a report, over all its filter sets (or those in \`filterSets\`) together, also where no copy job was read at
all. A copy that is only remembered covers nothing. \`protectedResources\` lists what has a recovery point, not what should have
one: name what must not be missed.
[ListProtectedResources](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListProtectedResources.html)`,
  remedy:
    'Add the resource to the selection of a backup plan whose rule copies, or, if it need not be copied, take it from the list or exempt it.',
  options: {
    resources: list(arn(), 'at least one ARN of a resource')
      .optional()
      .describe('Exact ARNs of what is expected. Either this or protectedResources.'),
    protectedResources: properties(
      {
        types: list(nonEmpty('a resource type such as "RDS"'), 'at least one resource type')
          .optional()
          .describe('Only resources of these types. Default: all.'),
      },
      'protected resources',
    )
      .optional()
      .describe('Takes what AWS Backup lists as protected as what is expected. Either this or resources.'),
  },
  check: ({ resources, protectedResources }) =>
    (resources === undefined) === (protectedResources === undefined)
      ? 'expected either resources or protectedResources, and not both'
      : undefined,
  expects: ({ resources, protectedResources }) =>
    resources === undefined
      ? { from: 'protectedResources', ...(protectedResources?.types ? { types: protectedResources.types } : {}) }
      : { from: 'resources', resources },
  judge: () => {
    const expected = 'a good copy';
    const none = notMet(expected, 'no copy job at all');
    // Not how many: a job in two filter sets would count twice.
    const unfinished = notMet(expected, 'copy jobs, none of them COMPLETED');
    return ({ goodCopies, jobs }) => {
      if (goodCopies > 0) return met;
      return jobs === 0 ? none : unfinished;
    };
  },
});
