import { type BackupClient, ListCopyJobsCommand, type ListCopyJobsCommandInput } from '@aws-sdk/client-backup';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UnitPorts } from '../audit/audit-unit.js';
import { PageError } from '../audit/errors.js';
import type { ListCopyJobsQuery } from '../audit/filter-set.js';
import type { Page } from '../audit/pager.js';
import type { Budget } from './budget.js';
import { refusalOf } from './refusals.js';

/** Reads copy jobs through the official client, within a budget of requests. */
export class CopyJobs implements Pick<UnitPorts, 'listCopyJobs' | 'pause'> {
  /** How often the service asked to slow down, after the client's own retries. */
  throttles = 0;

  constructor(
    readonly client: BackupClient,
    readonly budget: Budget,
    /** When to stop waiting for a service that throttles. */
    readonly patience: (attempt: number) => boolean,
  ) {}

  listCopyJobs = async (query: ListCopyJobsQuery): Promise<Page> => {
    await this.budget.turn();
    const asked = performance.now();
    let answer: unknown;
    try {
      answer = await this.client.send(new ListCopyJobsCommand(query as ListCopyJobsCommandInput));
    } catch (error) {
      throw refusalOf(error, query.NextToken !== undefined);
    }
    return { ...pageOf(answer), took: performance.now() - asked };
  };

  pause = async (attempt: number): Promise<boolean> => {
    this.throttles += 1;
    if (!this.patience(attempt)) return false;
    // Doubling up to 20 s, each wait drawn anew, so that many units do not come back at one moment.
    await sleep(Math.min(20_000, 200 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2));
    return true;
  };
}

const pageOf = (answer: unknown): Page => {
  const { CopyJobs: items, NextToken } = answer as { CopyJobs?: unknown; NextToken?: unknown };
  if (!Array.isArray(items)) throw new PageError('AWS Backup answered with a page that has no list of copy jobs');
  if (NextToken !== undefined && NextToken !== null && typeof NextToken !== 'string')
    throw new PageError('AWS Backup answered with a NextToken that is no text');
  return { items, nextToken: NextToken ?? undefined };
};
