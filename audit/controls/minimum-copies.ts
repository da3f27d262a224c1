import { control } from '../control.js';
import { counted } from '../phrases.js';
import { wholeNumber } from '../schema.js';
import { met, notMet } from '../verdict.js';

export const minimumCopies = control({
  name: 'minimumCopies',
  judges: 'filterSet',
  severity: 'MEDIUM',
  title: 'At least so many copies were made',
  description: `A floor for the whole filter set: a plan that has lost half of its resources can still have a success rate of
100 %, but makes half as many copies. Counts the COMPLETED jobs of a filter set, PARTIAL ones not. Members of a composite whose
parent was read are not counted: their parent is. A filter set that matched no copy job at all is INSUFFICIENT_DATA, as with
every control of filter sets: ask \`freshWithin\` or \`covers\` as well, which judge a total stop.
[States of a copy job](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html)`,
  remedy:
    'See whether a plan, a rule or a selection was changed, and which resources the report remembers without new jobs.',
  options: { copies: wholeNumber({ atLeast: 1 }).describe('The fewest COMPLETED jobs.') },
  judge: ({ copies }) => {
    const expected = `at least ${counted(copies, 'COMPLETED job')}`;
    return ({ rated }) => {
      const completed = rated.get('COMPLETED') ?? 0;
      return completed < copies ? notMet(expected, counted(completed, 'COMPLETED job')) : met;
    };
  },
});
