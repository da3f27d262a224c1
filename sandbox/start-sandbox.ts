import { Endpoint } from './endpoint.js';
import { Limiter } from './limiter.js';
import { NextTokens } from './next-token.js';
import type { SandboxOptions } from './options.js';
import {
  BACKUP_JOBS,
  BACKUP_PLANS,
  BACKUP_VAULTS,
  COPY_JOBS,
  PROTECTED_RESOURCES,
  type RawRecord,
  type RecordKind,
} from './record-kind.js';
import { HttpServer, type SeenRequest } from './server.js';
import { listedPlan } from './plans.js';
import { RecordStore, type Records } from './store.js';

/** An endpoint of AWS Backup that runs in this process. */
export interface Sandbox {
  /** For a client's `endpoint`, `AWS_ENDPOINT_URL_BACKUP` or `--endpoint-url`. */
  readonly url: string;
  readonly copyJobCount: number;
  /** The requests that were seen, the first first. */
  requests(): readonly SeenRequest[];
  close(): Promise<void>;
}

const DAY = 86_400_000;

/** Starts an endpoint; it listens when the promise is kept. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { host = '127.0.0.1', port = 0, now = Date.now, order = 'newest-first', timestamps = 'mixed' } = options;
  const store = (kind: RecordKind, records: Records = []) =>
    RecordStore.of(kind, records, { order, notation: timestamps });
  const plans = await all(options.backupPlans);
  const stores = {
    copyJobs: await store(COPY_JOBS, options.copyJobs),
    backupJobs: await store(BACKUP_JOBS, options.backupJobs),
    protectedResources: await store(PROTECTED_RESOURCES, options.protectedResources),
    plans: await store(BACKUP_PLANS, plans),
    listedPlans: await store(BACKUP_PLANS, plans.map(listedPlan)),
    vaults: await store(BACKUP_VAULTS, options.backupVaults),
  };
  const tokens = new NextTokens(now, options.tokenLifetimeMs ?? DAY);
  const server = new HttpServer(new Endpoint(stores, options, tokens, limiterOf(options, now)));
  const address = await server.listen(port, host);
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    copyJobCount: stores.copyJobs.size,
    requests: () => server.requests,
    close: () => server.close(),
  };
};

const limiterOf = ({ requestsPerSecond, burst }: SandboxOptions, now: () => number): Limiter | undefined =>
  requestsPerSecond === undefined
    ? undefined
    : new Limiter(requestsPerSecond, burst ?? Math.max(1, requestsPerSecond), now);

const all = async (records: Records = []): Promise<RawRecord[]> => {
  const found: RawRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
};
