import { noMessageCategory } from '../../../audit/controls/no-message-category.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const of = (MessageCategory: unknown) => aCopyJob({ MessageCategory });

describeControl(
  noMessageCategory,
  { categories: ['ACCESS_DENIED', 'KmsKeyError'] },
  {
    met: [
      ['a job of category SUCCESS', of('SUCCESS')],
      ['one of another category', of('LIMIT_EXCEEDED')],
      ['one of a category that goes on', of('ACCESS_DENIED_BY_ACL')],
      ['one that reports no category', of(undefined)],
      ['one whose category is null', of(null)],
      ['one whose category is empty', of('')],
      ['one with that word in its message', aCopyJob({ MessageCategory: null, StatusMessage: 'ACCESS_DENIED' })],
    ],
    notMet: [
      ['a job of the category', of('ACCESS_DENIED'), { found: 'the message category is ACCESS_DENIED' }],
      ['one of the category as the API writes it', of('AccessDenied')],
      ['one of the category with dashes', of('access-denied')],
      ['one of the other category as the console writes it', of('KMS_KEY_ERROR')],
    ],
    undetermined: 'none: a job that reports no category has none of these',
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'FOLLOW_PARENT',
  },
);

describeOptions(noMessageCategory, {
  refused: [
    [{}, 'controls[0].categories: expected at least one message category'],
    [{ categories: [] }, 'controls[0].categories: expected at least one message category'],
    [{ categories: [''] }, 'controls[0].categories[0]: expected a message category'],
  ],
});
