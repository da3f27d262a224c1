import { withoutIssues } from '../../../audit/controls/without-issues.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const said = (MessageCategory: unknown, StatusMessage?: unknown) => aCopyJob({ MessageCategory, StatusMessage });

describeControl(
  withoutIssues,
  {},
  {
    met: [
      ['a job of category SUCCESS', said('SUCCESS')],
      ['one whose category is written otherwise', said('Success')],
      ['one whose category is written with a dash and a line', said('suc-CE_SS')],
      ['one of category SUCCESS with a message', said('SUCCESS', 'All is well')],
      ['one that says nothing', said(undefined)],
      ['one whose category and message are null', said(null, null)],
      ['one whose category and message are empty', said('', '')],
    ],
    notMet: [
      [
        'a job of another category, without a message',
        said('VSS_ERROR'),
        { found: 'completed with issues: VSS_ERROR' },
      ],
      ['one of a category that AWS does not document', said('SUCCESSFUL')],
      ['one of the category that says nothing', said('MISCELLANEOUS')],
      [
        'one of no category, with a message',
        said(undefined, 'Access denied exception while trying to list tags'),
        { found: 'completed with issues: Access denied exception while trying to list tags' },
      ],
      ['one whose category is empty, with a message', said('', 'Tags were not copied')],
      [
        'one of another category with a message of several lines',
        said('ACCESS_DENIED', 'No\n\u001b[31mway'),
        { found: /ACCESS_DENIED, No \[31mway$/ },
      ],
      ['one with a message without end', said(null, 'x'.repeat(5000)), { found: /^.{1,230}…$/ }],
    ],
    undetermined: 'none: a copy that says nothing has no issue',
    noSubject: [['a job that FAILED with a message', aCopyJob({ State: 'FAILED', MessageCategory: 'ACCESS_DENIED' })]],
    states: ['COMPLETED'],
    members: 'FOLLOW_PARENT',
  },
);

describeOptions(withoutIssues, { refused: [[{ allowed: ['VSS_ERROR'] }, /"allowed" is not a property/]] });
