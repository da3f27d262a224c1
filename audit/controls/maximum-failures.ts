import { control } from '../control.js';
import { counted } from '../phrases.js';
import { wholeNumber } from '../schema.js';
import { met, notMet } from '../verdict.js';

export const maximumFailures = control({
  name: 'maximumFailures',
  judges: 'filterSet',
  severity: 'MEDIUM',
  title: 'No more copy jobs failed than a limit',
  description: `A ceiling in jobs, where a rate would hide ten failures among ten thousand. Counts the FAILED jobs of a filter set;
PARTIAL is not FAILED. Members of a composite whose parent was read are not counted: their parent is. An exemption excuses the
finding and takes no job out of the count; a control narrowed to certain types or ARNs counts only these.
[States of a copy job](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html)`,
  remedy: 'Remedy the causes at the top of the report: few causes explain most failures.',
  options: {
    failures: wholeNumber({ atLeast: 0 }).describe('The most FAILED jobs that are accepted; 0 accepts none.'),
  },
  judge: ({ failures }) => {
    const expected = `at most ${counted(failures, 'FAILED job')}`;
    return ({ rated }) => {
      const failed = rated.get('FAILED') ?? 0;
      return failed > failures ? notMet(expected, counted(failed, 'FAILED job')) : met;
    };
  },
});
