import { HOUR } from '../../../audit/schema.js';
import type { SandboxOptions } from '../../../sandbox/index.js';
import { aCopyJob } from '../../kit/a-copy-job.js';

const job = (name: string, fields = {}) =>
  aCopyJob({
    CopyJobId: name,
    AccountId: '000000000000',
    ResourceArn: `arn:aws:ec2:us-east-1:000000000000:volume/${name}`,
    CreationDate: new Date(Date.now() - 3 * HOUR),
    CompletionDate: new Date(Date.now() - 2 * HOUR),
    ...fields,
  });

/** An account in which every copy went well. */
export const GOOD: SandboxOptions = { copyJobs: [job('a'), job('b')] };

/** The same account, in which one did not. */
export const BAD: SandboxOptions = {
  copyJobs: [job('a'), job('b', { State: 'FAILED', StatusMessage: 'Access Denied trying to call AWS Backup service' })],
};
