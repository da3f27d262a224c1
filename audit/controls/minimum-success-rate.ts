import { control } from '../control.js';
import { percentage } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const minimumSuccessRate = control({
  name: 'minimumSuccessRate',
  judges: 'filterSet',
  severity: 'MEDIUM',
  title: 'Enough of the copy jobs that finished are complete',
  description: `COMPLETED jobs as a percentage of those COMPLETED, FAILED or PARTIAL. Compared exactly, never rounded. Members of a
composite whose parent was read are not counted: their parent is.`,
  remedy: 'Remedy the causes at the top of the report: few causes explain most failures.',
  options: { percent: percentage().describe('The least percentage of finished jobs that are COMPLETED.') },
  judge:
    ({ percent }) =>
    ({ rated }) => {
      const expected = `at least ${percent} % of the finished jobs COMPLETED`;
      const completed = rated.get('COMPLETED') ?? 0;
      const finished = completed + (rated.get('FAILED') ?? 0) + (rated.get('PARTIAL') ?? 0);
      if (finished === 0) return undetermined(expected, 'no job has finished');
      return 100 * completed < percent * finished
        ? notMet(expected, `${completed} of ${finished} finished jobs COMPLETED`)
        : met;
    },
});
