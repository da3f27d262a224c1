import type { Unit } from './plan.js';

/** A unit before it is known what it may spend. */
export type UnsharedUnit = Omit<Unit, 'requestsPerSecond'>;

/** In whose account and Region the requests of a unit count: with a role in the account that is read, else in the auditor's. */
export const callerOf = ({ role, accountId, region }: UnsharedUnit): string =>
  `${role === undefined ? '' : accountId}/${region}`;
