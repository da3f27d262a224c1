import { type Answer, errorAnswer, jsonAnswer } from './answer.js';
import { ApiError, throttled } from './api-error.js';
import { callerOf } from './credentials.js';
import { type Fault, type SandboxRequest, errorOf } from './faults.js';
import type { Limiter } from './limiter.js';
import { type Scope, listPage } from './listing.js';
import type { NextTokens } from './next-token.js';
import type { SandboxOptions } from './options.js';
import { pageBody } from './page.js';
import { planIdOf } from './operation.js';
import { type Home, accountOfHome, planAnswer } from './plans.js';
import {
  LIST_BACKUP_JOBS,
  LIST_BACKUP_PLANS,
  LIST_BACKUP_VAULTS,
  LIST_COPY_JOBS,
  LIST_PROTECTED_RESOURCES,
  type ListParameters,
  readQuery,
} from './query.js';
import { spoiltPage } from './spoilt.js';
import type { RecordStore } from './store.js';
import { readSummaryQuery, summariesPage } from './summaries.js';

export interface Stores {
  readonly copyJobs: RecordStore;
  readonly backupJobs: RecordStore;
  readonly protectedResources: RecordStore;
  /** Whole, and as they are listed. */
  readonly plans: RecordStore;
  readonly listedPlans: RecordStore;
  readonly vaults: RecordStore;
}

interface Asked {
  /** Where records have to lie; undefined where they are served whatever Region is asked. */
  readonly region: string | undefined;
  /** The Region that the request is signed for. */
  readonly home: string;
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
      const region = this.options.scopeByRegion === true ? caller.region : undefined;
      return this.#listing(request, { region, home: caller.region }, fault);
    } catch (error) {
      if (error instanceof ApiError) return errorAnswer(error);
      throw error;
    }
  }

  #listing(request: SandboxRequest, { region, home }: Asked, fault: Fault | undefined): Answer {
    const { copyJobs, backupJobs, protectedResources, plans, listedPlans, vaults } = this.stores;
    const { callerAccountId } = this.options;
    switch (request.operation) {
      case 'ListCopyJobs':
        return this.#records(copyJobs, LIST_COPY_JOBS, request, region, fault);
      case 'ListBackupJobs':
        return this.#records(backupJobs, LIST_BACKUP_JOBS, request, region, fault);
      case 'ListProtectedResources':
        return this.#records(protectedResources, LIST_PROTECTED_RESOURCES, request, region, fault);
      case 'ListCopyJobSummaries': {
        const query = readSummaryQuery(request.query, callerAccountId);
        const page = summariesPage(copyJobs, query, region, this.tokens.now(), this.tokens);
        const body = pageBody('CopyJobSummaries', page, { AggregationPeriod: query.period });
        return { ...jsonAnswer(200, body), items: page.count };
      }
      case 'ListBackupPlans':
        return this.#ofHome(listedPlans, LIST_BACKUP_PLANS, request, { region: home, callerAccountId }, fault);
      case 'ListBackupVaults':
        return this.#ofHome(vaults, LIST_BACKUP_VAULTS, request, { region: home, callerAccountId }, fault);
      case 'GetBackupPlan':
        return planAnswer(plans, planIdOf(request.path), { region: home, callerAccountId });
      case undefined:
        throw new ApiError(404, 'UnknownOperationException', `There is no operation at ${request.path}`);
    }
  }

  #ofHome(
    store: RecordStore,
    parameters: ListParameters,
    request: SandboxRequest,
    home: Home,
    fault: Fault | undefined,
  ): Answer {
    return this.#records(store, parameters, request, home.region, fault, accountOfHome(store, home));
  }

  #records(
    store: RecordStore,
    parameters: ListParameters,
    request: SandboxRequest,
    region: string | undefined,
    fault: Fault | undefined,
    callerAccountId = this.options.callerAccountId,
  ): Answer {
    const { bounds = 'inclusive', children = 'listed', defaultPageSize = 100 } = this.options;
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
