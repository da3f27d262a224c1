import { anyOf } from '../choices.js';
import { plainCategory } from '../causes.js';
import { control } from '../control.js';
import { list, nonEmpty } from '../schema.js';
import { met, notMet } from '../verdict.js';

export const noMessageCategory = control({
  name: 'noMessageCategory',
  judges: 'job',
  childrenFollowParent: true,
  severity: 'MEDIUM',
  title: 'No copy job has one of these message categories',
  description: `AWS Backup sorts what went wrong into categories, such as \`ACCESS_DENIED\`, \`KMS_KEY_ERROR\` or \`LIMIT_EXCEEDED\`. Some are worth
an alarm of their own: a lost right concerns somebody else than a full quota. Give each its severity, with a control for it.

Categories are compared without case, \`_\` and \`-\`, because AWS writes them in several ways; a job that tells none is met. Copy
jobs of every state are asked, COMPLETED ones too. See
[the list of reasons](https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons).`,
  remedy: 'Look up the category and the cause of the job, remedy it and copy again.',
  options: {
    categories: list(
      nonEmpty('a message category such as "ACCESS_DENIED"'),
      'at least one message category such as "ACCESS_DENIED"',
    ).describe('The categories that no copy job may have.'),
  },
  judge: ({ categories }) => {
    const refused = new Set(categories.map(plainCategory));
    const expected = `no copy job with message category ${anyOf(categories)}`;
    return ({ MessageCategory: category }) =>
      category !== undefined && refused.has(plainCategory(category))
        ? notMet(expected, `the message category is ${category}`)
        : met;
  },
});
