import { control } from '../control.js';
import { isLess } from '../exact.js';
import { counted } from '../phrases.js';
import { percentage } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const minimumSuccessRate = control({
  name: 'minimumSuccessRate',
  judges: 'filterSet',
  severity: 'MEDIUM',
  title: 'Enough of the copy jobs that finished are complete',
  description: `The share of copy jobs that are COMPLETED among those COMPLETED, FAILED or PARTIAL: the figure of a service level.
Jobs that have not finished are in no rate; a filter set in which nothing finished is undetermined. Compared exactly, never
rounded: 99.95 % is not 100 %. Members of a composite whose parent was read are not counted: their parent is. An exemption
excuses the finding and takes no job out of the rate; a control narrowed to certain types or ARNs counts only these. A rate says
nothing about a resource that always fails: ask \`freshWithin\` as well.
[States of a copy job](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html)`,
  remedy: 'Remedy the causes at the top of the report: few causes explain most failures.',
  options: { percent: percentage().describe('The least percentage of finished jobs that are COMPLETED.') },
  judge: ({ percent }) => {
    const expected = `at least ${percent} % of the finished jobs COMPLETED`;
    return ({ rated }) => {
      const completed = rated.get('COMPLETED') ?? 0;
      const finished = completed + (rated.get('FAILED') ?? 0) + (rated.get('PARTIAL') ?? 0);
      if (finished === 0) return undetermined(expected, 'no job has finished');
      return isLess([100, completed], [percent, finished])
        ? notMet(expected, `${completed} of ${counted(finished, 'finished job')} COMPLETED`)
        : met;
    };
  },
});
