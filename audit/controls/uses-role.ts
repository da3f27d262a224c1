import { anyOf, warnOfNames } from '../choices.js';
import { control } from '../control.js';
import { matchesAny } from '../pattern.js';
import { patterns } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const usesRole = control({
  name: 'usesRole',
  judges: 'job',
  severity: 'MEDIUM',
  title: 'Every copy job uses an approved IAM role',
  description: `The role of a copy job reads what is copied and may write where it goes: a role that nobody reviewed can copy data to where it
does not belong. Lists the only roles that may, as ARNs or patterns of ARNs: \`arn:aws:iam::*:role/backup/copier\` is the role
of that name in every account.

Copy jobs of every state are asked. See
[IAM service roles](https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html).`,
  remedy:
    'Change the role in the resource assignment of the backup plan, and look in CloudTrail who passed the other role where no plan did.',
  options: {
    roles: patterns('role ARNs').describe(
      'The only roles that copy jobs may use: ARNs, or patterns of them, of which one has to match.',
    ),
  },
  warn: ({ roles }) => warnOfNames(roles),
  judge: ({ roles }) => {
    const matches = matchesAny(roles);
    const expected = `a copy by ${anyOf(roles)}`;
    return (job) => {
      const role = job.IamRoleArn;
      if (role === undefined) return undetermined(expected, 'the role is not reported');
      return matches(role) ? met : notMet(expected, `the role is ${role}`);
    };
  },
});
