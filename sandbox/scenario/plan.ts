import { firings, isCronProblem, parseAwsCron } from '../../audit/aws-cron.js';

export interface Lifecycle {
  readonly MoveToColdStorageAfterDays?: number;
  readonly DeleteAfterDays: number;
  readonly OptInToArchiveForSupportedResources?: boolean;
}

/** A backup plan of the organization, with one rule and one copy action; each account has its own version of it. */
export interface Plan {
  readonly name: string;
  readonly ruleName: string;
  readonly cron: string;
  readonly timezone: string;
  readonly destination: 'other-region' | 'air-gapped';
  readonly vault: string;
  readonly lifecycle: Lifecycle;
  /** Of the copies that are not made at night. */
  readonly shareOfRest: number;
  readonly firingsAMonth: number;
  firings(from: number, to: number): readonly number[];
}

const plan = (fields: Omit<Plan, 'firings'>): Plan => {
  const cron = parseAwsCron(fields.cron, fields.timezone);
  if (isCronProblem(cron)) throw new RangeError(cron.problem);
  return { ...fields, firings: (from, to) => firings(cron, from, to) };
};

/** The burst: everything starts at one in the morning. */
export const NIGHTLY = plan({
  name: 'org-nightly',
  ruleName: 'nightly-to-dr-region',
  cron: 'cron(0 1 ? * * *)',
  timezone: 'Etc/UTC',
  destination: 'other-region',
  vault: 'dr-vault',
  lifecycle: { DeleteAfterDays: 35 },
  shareOfRest: 0,
  firingsAMonth: 30,
});

export const AIR_GAPPED = plan({
  name: 'org-air-gapped',
  ruleName: 'daily-to-air-gapped-vault',
  cron: 'cron(30 3 ? * * *)',
  timezone: 'Europe/Berlin',
  destination: 'air-gapped',
  vault: 'central-air-gapped',
  lifecycle: { DeleteAfterDays: 365 },
  shareOfRest: 0.5,
  firingsAMonth: 30,
});

const SIX_HOURLY = plan({
  name: 'critical-six-hourly',
  ruleName: 'every-six-hours',
  cron: 'cron(15 0/6 ? * * *)',
  timezone: 'America/New_York',
  destination: 'other-region',
  vault: 'dr-vault',
  lifecycle: { DeleteAfterDays: 14 },
  shareOfRest: 0.3,
  firingsAMonth: 120,
});

const WEEKLY = plan({
  name: 'weekly-archive',
  ruleName: 'sundays-to-archive',
  cron: 'cron(0 5 ? * SUN *)',
  timezone: 'Australia/Sydney',
  destination: 'other-region',
  vault: 'archive-vault',
  lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 400, OptInToArchiveForSupportedResources: true },
  shareOfRest: 0.1,
  firingsAMonth: 4.3,
});

/** What is left of `shareOfRest` is copied on demand, by hand. */
export const OTHER_PLANS: readonly Plan[] = [AIR_GAPPED, SIX_HOURLY, WEEKLY];
