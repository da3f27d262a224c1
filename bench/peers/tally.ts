import type { Measured } from '../measured.js';

interface Job {
  readonly State?: string | undefined;
  readonly ResourceArn?: string | undefined;
  readonly CompletionDate?: Date | number | undefined;
}

/** The work that every peer does: count by state, keep the newest copy of each resource. */
export class PeerTally {
  readonly states = new Map<string, number>();
  readonly newest = new Map<string, number>();
  jobs = 0;

  add(job: Job): void {
    this.jobs += 1;
    const state = job.State ?? '';
    this.states.set(state, (this.states.get(state) ?? 0) + 1);
    if (state !== 'COMPLETED') return;
    const arn = job.ResourceArn ?? '';
    const date = Number(job.CompletionDate ?? 0);
    if ((this.newest.get(arn) ?? -1) < date) this.newest.set(arn, date);
  }

  result(requests: number): Pick<Measured, 'jobs' | 'requests'> {
    return { jobs: this.jobs, requests };
  }
}
