import {
  type BackupClient,
  ListCopyJobsCommand,
  type ListCopyJobsCommandInput,
  type ListCopyJobsCommandOutput,
} from '@aws-sdk/client-backup';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UnitPorts } from '../audit/audit-unit.js';
import type { ListCopyJobsQuery } from '../audit/filter-set.js';
import type { Page } from '../audit/pager.js';
import { tookOf } from './backup-client.js';
import { listPageOf } from './pages.js';
import { refusalOf } from './refusals.js';

/** Reads copy jobs through the official client. */
export class CopyJobs implements Pick<UnitPorts, 'listCopyJobs' | 'pause'> {
  constructor(
    readonly client: BackupClient,
    /** When to stop waiting for a service that throttles. */
    readonly patience: (attempt: number) => boolean,
  ) {}

  listCopyJobs = async (query: ListCopyJobsQuery): Promise<Page> => {
    let answer: ListCopyJobsCommandOutput;
    try {
      answer = await this.client.send(new ListCopyJobsCommand(query as ListCopyJobsCommandInput));
    } catch (error) {
      throw refusalOf(error, query.NextToken !== undefined);
    }
    const { items, nextToken } = listPageOf(answer, 'CopyJobs');
    return { items, nextToken, took: tookOf(answer), release: () => void (items.length = 0) };
  };

  pause = async (attempt: number): Promise<boolean> => {
    if (!this.patience(attempt)) return false;
    // Doubling up to 20 s, each wait drawn anew, so that many units do not come back at one moment.
    await sleep(Math.min(20_000, 200 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2));
    return true;
  };
}
