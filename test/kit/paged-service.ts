import { type RawCopyJob, millis } from '../../audit/copy-job.js';
import { Throttled, TokenRefused } from '../../audit/errors.js';
import type { ListCopyJobsQuery } from '../../audit/filter-set.js';
import type { Page } from '../../audit/pager.js';

export interface ServiceOptions {
  readonly jobs: readonly RawCopyJob[];
  readonly order?: 'NEWEST_FIRST' | 'OLDEST_FIRST' | 'AS_GIVEN';
  readonly pageSize?: number;
  /** Whether bounds of time are part of the window: AWS does not say. */
  readonly inclusive?: boolean;
  /** Answers the n-th request with a refusal. */
  readonly refuse?: (request: number) => 'THROTTLE' | 'TOKEN' | 'FAIL' | undefined;
}

/** ListCopyJobs over an array, in memory: windows of creation time and tokens, as far as slices need them. */
export class PagedService {
  requests = 0;
  atOnce = 0;
  mostAtOnce = 0;
  /** Pages handed out that were not released yet. */
  unreleased = 0;

  constructor(readonly options: ServiceOptions) {}

  readonly listCopyJobs = async (query: ListCopyJobsQuery): Promise<Page> => {
    this.requests += 1;
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await new Promise(setImmediate);
    this.atOnce -= 1;
    const refusal = this.options.refuse?.(this.requests);
    if (refusal === 'THROTTLE') throw new Throttled('Rate exceeded');
    if (refusal === 'TOKEN' && query.NextToken !== undefined) throw new TokenRefused('NextToken has expired');
    if (refusal === 'FAIL') throw new Error('User is not authorized to perform backup:ListCopyJobs');
    return this.#page(query);
  };

  #page({ NextToken, MaxResults, ByCreatedAfter, ByCreatedBefore, ByParentJobId }: ListCopyJobsQuery): Page {
    const { inclusive = true, pageSize = MaxResults } = this.options;
    const [after, before] = [ByCreatedAfter?.getTime() ?? -Infinity, ByCreatedBefore?.getTime() ?? Infinity];
    const matching = this.#ordered().filter(({ CreationDate, ParentJobId }) => {
      if (ByParentJobId !== undefined && ParentJobId !== ByParentJobId) return false;
      const created = millis(CreationDate);
      if (created === undefined) return true;
      return inclusive ? created >= after && created <= before : created > after && created < before;
    });
    const start = NextToken === undefined ? 0 : Number(NextToken.split('|')[0]);
    const end = start + Math.min(pageSize, MaxResults);
    const nextToken = end < matching.length ? `${end}|${after}|${before}` : undefined;
    const items = matching.slice(start, end);
    this.unreleased += 1;
    const release = () => {
      items.length = 0;
      this.unreleased -= 1;
    };
    return { items, nextToken, took: 1, release };
  }

  #ordered(): readonly RawCopyJob[] {
    const { jobs, order = 'NEWEST_FIRST' } = this.options;
    if (order === 'AS_GIVEN') return jobs;
    const sign = order === 'NEWEST_FIRST' ? -1 : 1;
    return [...jobs].sort((a, b) => sign * ((millis(a['CreationDate']) ?? 0) - (millis(b['CreationDate']) ?? 0)));
  }
}
