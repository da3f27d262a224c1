import { type Hash, createHash } from 'node:crypto';
import { evidenceOf } from '../../audit/finding.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { plainJson } from '../../audit/steering.js';
import type { Compared, RecordingEnd, RecordingHead } from './notes.js';

/** Where a recording goes, piece by piece. */
export interface Sink {
  write(text: string): Promise<void>;
}

const DIGEST_CHARACTERS = 22;

/**
 * Copy jobs as they were read, one a line with all their fields, between a line that says what was read and one that says whether
 * that was all. What several filter sets or slices read alike is written once.
 */
export class Recording {
  readonly #hash: Hash = createHash('sha256');
  #last: Promise<void> = Promise.resolve();
  readonly #written = new Set<string>();
  readonly #beside = new Set<string>();

  constructor(readonly sink: Sink) {}

  /** How many copy jobs are in it. */
  get copyJobs(): number {
    return this.#written.size;
  }

  begin(head: RecordingHead): Promise<void> {
    return this.#write(`${plainJson({ copyAuditRecording: head }) ?? ''}\n`);
  }

  async take(jobs: readonly RawCopyJob[]): Promise<void> {
    const lines = jobs.map((job) => plainJson(evidenceOf(job)) ?? '').filter((line) => isNew(line, this.#written));
    if (lines.length > 0) await this.#write(`${lines.join('\n')}\n`);
  }

  /** Keeps what a filter set is compared with. */
  async beside(compared: Compared): Promise<void> {
    const line = plainJson({ copyAuditCompared: compared }) ?? '';
    if (isNew(line, this.#beside)) await this.#write(`${line}\n`);
  }

  /** Ends it; the answer is the SHA-256 of all that was written. */
  async end(end: Omit<RecordingEnd, 'copyJobs'>): Promise<string> {
    await this.#write(`${plainJson({ copyAuditRecordingEnd: { copyJobs: this.copyJobs, ...end } }) ?? ''}\n`);
    return this.#hash.digest('hex');
  }

  /** One after the other: pages arrive at once, and the digest is of the order in which they lie. */
  #write(text: string): Promise<void> {
    this.#last = this.#last.then(() => {
      this.#hash.update(text);
      return this.sink.write(text);
    });
    return this.#last;
  }
}

const isNew = (line: string, written: Set<string>): boolean => {
  const digest = createHash('sha256').update(line).digest('base64').slice(0, DIGEST_CHARACTERS);
  if (written.has(digest)) return false;
  written.add(digest);
  return true;
};
