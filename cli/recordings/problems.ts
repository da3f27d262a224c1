import type { RawCopyJob } from '../../audit/copy-job.js';
import { plural } from '../views/plain.js';
import type { UnreadPart } from './notes.js';
import type { copyJobOfItem } from './report-item.js';

/** What of a file could not be read: how many rows, and why the first of them. */
export class Problems {
  rows = 0;
  #wrong = 0;
  #first = '';

  constructor(readonly file: string) {}

  /** Keeps a job, or why there is none. */
  take(read: ReturnType<typeof copyJobOfItem>, where: string, jobs: RawCopyJob[]): void {
    this.rows += 1;
    if ('job' in read) {
      jobs.push(read.job);
      return;
    }
    this.#wrong += 1;
    if (this.#wrong === 1) this.#first = `${where}: ${read.problem}`;
  }

  unread(): UnreadPart[] {
    if (this.#wrong === 0) return [];
    const count = `${plural(this.#wrong, 'row')} of ${this.rows.toLocaleString('en-US')}`;
    return [{ reason: `${this.file}: ${count} could not be read; the first: ${this.#first}` }];
  }
}
