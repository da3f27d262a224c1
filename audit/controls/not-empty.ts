import { control } from '../control.js';
import { reportsSize } from '../sized-types.js';
import { met, notMet, undetermined } from '../verdict.js';

export const notEmpty = control({
  name: 'notEmpty',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every good copy holds something',
  description: `AWS Backup calls a job COMPLETED that could read nothing: a role without access to the key of a bucket makes a backup without
objects, and a copy of it. Judges good copies (COMPLETED) by the size that the copy job tells; 0 is not met.

AWS Backup tells no meaningful size of RDS, Aurora, DocumentDB, Neptune and FSx, and users report 0 for S3: these types are
left out unless \`resourceTypes\` names them. A job that tells no type is asked. The size of an EBS volume or an EC2 instance
is that of its disks, whatever is on them, and that of an EFS file system what was moved: 0 there can mean that nothing
changed. See
[BackupSizeInBytes](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupJob.html) and
[Encryption](https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html).`,
  remedy:
    'Restore the copy and look what is in it. Compare the rights of the backup role, those to the key above all, with the resource.',
  options: {},
  judge: (_options, { resourceTypes }) => {
    const expected = 'a copy of more than 0 bytes';
    const empty = notMet(expected, '0 bytes');
    const unknown = undetermined(expected, 'the size is not reported');
    return (job) => {
      if (!job.isGoodCopy || !reportsSize(job.ResourceType, resourceTypes)) return undefined;
      const size = job.BackupSizeInBytes;
      if (size === undefined) return unknown;
      return size === 0 ? empty : met;
    };
  },
});
