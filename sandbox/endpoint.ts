import { type Answer, errorAnswer, jsonAnswer } from './answer.js';
import { ApiError, throttled } from './api-error.js';
import { callerOf } from './credentials.js';
import { type Fault, type SandboxRequest, errorOf } from './faults.js';
import type { Limiter } from './limiter.js';
import { type Scope, listPage } from './listing.js';
import type { NextTokens } from './next-token.js';
import type { SandboxOptions } from './options.js';
import { pageBody } from './page.js';
import { LIST_BACKUP_JOBS, LIST_COPY_JOBS, LIST_PROTECTED_RESOURCES, type ListParameters, readQuery } from './query.js';
import { spoiltPage } from './spoilt.js';
import type { RecordStore } from './store.js';
import { readSummaryQuery, summariesPage } from './summaries.js';

export interface Stores {
  readonly copyJobs: RecordStore;
  readonly backupJobs: RecordStore;
  readonly protectedResources: RecordStore;
}

/** AWS Backup, as far as it is spoken here: a request becomes an answer. */
export class Endpoint {
  constructor(
    readonly stores: Stores,
    readonly options: SandboxOptions,
    readonly tokens: NextTokens,
    readonly limiter: Limiter | undefined,
  ) {}

  answer(request: SandboxRequest, authorization: string | undefined, fault: Fault | undefined): Answer {
    try {
      const { throttleStatus = 400 } = this.options;
      const caller = callerOf(authorization);
      const refusal = errorOf(fault, throttleStatus);
      if (refusal !== undefined) throw refusal;
      if (this.limiter?.admits() === false) throw throttled(throttleStatus);
      return this.#listing(request, this.options.scopeByRegion === true ? caller.region : undefined, fault);
    } catch (error) {
      if (error instanceof ApiError) return errorAnswer(error);
      throw error;
    }
  }

  #listing(request: SandboxRequest, region: string | undefined, fault: Fault | undefined): Answer {
    const { copyJobs, backupJobs, protectedResources } = this.stores;
    switch (request.operation) {
      case 'ListCopyJobs':
        return this.#records(copyJobs, LIST_COPY_JOBS, request, region, fault);
      case 'ListBackupJobs':
        return this.#records(backupJobs, LIST_BACKUP_JOBS, request, region, fault);
      case 'ListProtectedResources':
        return this.#records(protectedResources, LIST_PROTECTED_RESOURCES, request, region, fault);
      case 'ListCopyJobSummaries': {
        const query = readSummaryQuery(request.query, this.options.callerAccountId);
        const page = summariesPage(copyJobs, query, region, this.tokens.now(), this.tokens);
        const body = pageBody('CopyJobSummaries', page, { AggregationPeriod: query.period });
        return { ...jsonAnswer(200, body), items: page.count };
      }
      case undefined:
        throw new ApiError(404, 'UnknownOperationException', `There is no operation at ${request.path}`);
    }
  }

  #records(
    store: RecordStore,
    parameters: ListParameters,
    request: SandboxRequest,
    region: string | undefined,
    fault: Fault | undefined,
  ): Answer {
    const { bounds = 'inclusive', children = 'listed', callerAccountId, defaultPageSize = 100 } = this.options;
    const scope: Scope = {
      request: store.kind.list,
      region,
      callerAccountId,
      bounds,
      hidesChildren: children === 'hidden',
      defaultPageSize,
    };
    const right = listPage(store, readQuery(parameters, request.query), scope, this.tokens, fault);
    const page = fault?.kind === 'spoilt-items' ? spoiltPage(right, fault.spoil) : right;
    return { ...jsonAnswer(200, pageBody(store.kind.list, page)), items: page.count };
  }
}
