import { millis } from '../copy-job.js';
import type { Finding } from '../finding.js';
import { time } from './words.js';

/** What a finding is about, told from others of the same resource: the ARN, and of a job when it was created. */
export const subjectWords = ({ subject, job }: Finding): string => {
  const name = subject.resourceArn ?? subject.id;
  const created = subject.type === 'job' ? millis(job?.['CreationDate']) : undefined;
  return created === undefined ? name : `${name}, job of ${time(new Date(created).toISOString())}`;
};
