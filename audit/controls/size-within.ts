import { control } from '../control.js';
import { isLess } from '../exact.js';
import { formatBytes } from '../phrases.js';
import { percentage, wholeNumber } from '../schema.js';
import { reportsSize } from '../sized-types.js';
import { met, notMet, undetermined } from '../verdict.js';

/** Fewer have no median that means anything. */
const FEWEST = 3;

export const sizeWithin = control({
  name: 'sizeWithin',
  judges: 'resource',
  severity: 'MEDIUM',
  title: 'The newest copy of every resource is about as large as those before it',
  description: `A copy that is suddenly much smaller often holds less than it should: an empty volume, a database restored to
nothing, a bucket that was emptied. One that is suddenly much larger costs more, and can be data that ransomware has
encrypted. AWS Backup calls both of them COMPLETED.

Compares the newest good copy of each resource with the median of the up to \`of\` good copies before it, over all vaults, in
order of completion. Copies without size or CompletionDate are passed over; the newest without a size, or fewer than
${FEWEST} before it, is undetermined. A size of 0 is a size.

AWS documents no meaningful size for RDS, Aurora, DocumentDB, Neptune and FSx, and users see 0 for S3: a resource of these
types is left out unless \`resourceTypes\` names its type. The size is that of the volume for EC2 and EBS, and of what was
moved for EFS, which is small where a backup is incremental: give these a control of their own, or leave them out.
[BackupSizeInBytes](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html)`,
  remedy:
    'Compare the resource with what it held before; if its size did change, the control is met again when the median has followed. If it did not, restore the copy and look at it.',
  options: {
    percent: percentage({ atMost: 1_000_000 }).describe(
      'How far the newest may be off the median, up or down, in percent of the median. From 100 on only growth can break it.',
    ),
    of: wholeNumber({ atLeast: FEWEST, atMost: 1000 })
      .default(7)
      .describe('Over how many copies before the newest the median is taken, at most.'),
  },
  remembers: ({ of }) => ({ sizes: of + 1 }),
  judge: ({ percent, of }, { resourceTypes }) => {
    const expected = `the newest good copy's size within ${percent} % of the median of the ${of} before it`;
    return ({ types, sizes }) => {
      if (![...types].every((type) => reportsSize(type, resourceTypes))) return undefined;
      const [newest, ...earlier] = sizes;
      if (newest === undefined) return undetermined(expected, 'no good copy with a CompletionDate');
      if (newest.size === undefined) return undetermined(expected, 'the size of the newest good copy is not reported');
      const before = earlier.flatMap(({ size }) => size ?? []).slice(0, of);
      if (before.length < FEWEST) {
        return undetermined(expected, `only ${before.length} good copies with a size before it, fewer than ${FEWEST}`);
      }
      // Twice both, so that the mean of the middle two stays whole.
      const twiceMedian = twiceMedianOf(before);
      const twiceOff = Math.abs(2 * newest.size - twiceMedian);
      return isLess([percent, twiceMedian], [100, twiceOff])
        ? notMet(expected, difference(newest.size, twiceMedian / 2))
        : met;
    };
  },
});

const twiceMedianOf = (sizes: readonly number[]): number => {
  const sorted = [...sizes].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0);
};

const difference = (size: number, median: number): string => {
  const direction = size < median ? 'less' : 'more';
  const percent = median === 0 ? '' : `${Math.round((1000 * Math.abs(size - median)) / median) / 10} % `;
  return `${formatBytes(size)}, ${percent}${direction} than the median of ${formatBytes(median)}`;
};
