import {
  ListBackupJobsCommand,
  type ListBackupJobsCommandInput,
  ListProtectedResourcesCommand,
} from '@aws-sdk/client-backup';
import type { UnitPorts } from '../audit/audit-unit.js';
import { readBackupJob, readProtectedResource } from '../audit/expected.js';
import type { Unit } from '../audit/unit.js';
import type { Window } from '../audit/window.js';
import { type BackupAccess, backupClient } from './backup-client.js';
import { Budget } from './budget.js';
import { CopyJobs } from './copy-jobs.js';
import { listAll } from './pages.js';
import { taggedResources } from './tagged-resources.js';

export interface UnitPortsOptions {
  /** When to stop waiting for a service that throttles. */
  readonly patience: (attempt: number) => boolean;
  /** The share of the budget, where units are read one after the other on one. */
  readonly budget?: Budget | undefined;
}

/** What reading a unit through the SDK came to, besides its jobs. */
export interface UnitTraffic {
  /** Answers that asked to slow down, after the client's own retries. */
  throttles: number;
  /** Pages that went the SDK's own way. */
  slowPages: number;
}

const MOST_RESULTS = 1000;
// AWS does not say whether its bounds of time are inclusive; what is asked for too much is filtered by whoever reads it.
const MARGIN = 1000;

/** A unit's account and Region through the official client; every request of it within the unit's share of the budget. */
export const unitPorts = (
  access: Omit<BackupAccess, 'region'>,
  unit: Unit,
  { patience, budget = new Budget(unit.requestsPerSecond) }: UnitPortsOptions,
): UnitPorts & { readonly traffic: UnitTraffic } => {
  const traffic = { throttles: 0, slowPages: 0 };
  const clientOf = (list: string) =>
    backupClient({ ...access, region: unit.region }, list, budget, () => {
      traffic.slowPages += 1;
    });
  const copyJobs = new CopyJobs(clientOf('CopyJobs'), (attempt) => {
    traffic.throttles += 1;
    return patience(attempt);
  });
  return {
    traffic,
    listCopyJobs: copyJobs.listCopyJobs,
    pause: copyJobs.pause,
    taggedResources: async (tags) => {
      if (unit.byAccountId !== undefined)
        throw new Error(
          `AWS tells the tags of the caller's own account only: read ${unit.accountId} through a role (target.role)`,
        );
      return taggedResources(tags, access, unit.region);
    },
    async *backupJobs({ created, completed, resourceArn }) {
      const input: ListBackupJobsCommandInput = {
        MaxResults: MOST_RESULTS,
        ...(unit.byAccountId === undefined ? {} : { ByAccountId: unit.byAccountId }),
        ...(resourceArn === undefined ? {} : { ByResourceArn: resourceArn }),
        ...bounds('ByCreated', created),
        ...bounds('ByComplete', completed),
      };
      const client = clientOf('BackupJobs');
      const ask = (NextToken: string | undefined) => client.send(new ListBackupJobsCommand({ ...input, NextToken }));
      for await (const job of listAll('BackupJobs', ask, copyJobs.pause)) yield readBackupJob(job);
    },
    async *protectedResources() {
      if (unit.byAccountId !== undefined)
        throw new Error(
          `AWS Backup lists protected resources of the caller's own account only: read ${unit.accountId} through a role (target.role)`,
        );
      const client = clientOf('Results');
      const ask = (NextToken: string | undefined) =>
        client.send(new ListProtectedResourcesCommand({ MaxResults: MOST_RESULTS, NextToken }));
      for await (const raw of listAll('Results', ask, copyJobs.pause)) {
        const resource = readProtectedResource(raw);
        if (resource !== undefined) yield resource;
      }
    },
  };
};

const bounds = (name: 'ByCreated' | 'ByComplete', window: Window | undefined): Record<string, Date> => {
  if (window === undefined) return {};
  return {
    [`${name}Before`]: new Date(window.to + MARGIN),
    ...(window.from === undefined ? {} : { [`${name}After`]: new Date(window.from - MARGIN) }),
  };
};
