/** One filter set on one target: the unit of fan-out. */
export interface Unit {
  readonly id: string;
  readonly filterSet: string;
  /** Account that is read; `*` for all at once. */
  readonly accountId: string;
  readonly region: string;
  /** Set where the account is read through ByAccountId. */
  readonly byAccountId?: string;
  /** Set where the account is read through a role of its own. */
  readonly role?: { readonly arn: string; readonly externalId?: string };
  /** Before this time, in milliseconds, other accounts' copy jobs are not listed. */
  readonly visibleSince?: number;
  /** Set where only one resource of the filter set is read. */
  readonly resourceArn?: string;
  /** Requests a second that the unit may spend. */
  readonly requestsPerSecond: number;
}

/** A unit before it is known what it may spend. */
export type UnsharedUnit = Omit<Unit, 'requestsPerSecond'>;

/** In whose account and Region the requests of a unit count: with a role in the account that is read, else in the auditor's. */
export const callerOf = ({ role, accountId, region }: UnsharedUnit): string =>
  `${role === undefined ? '' : accountId}/${region}`;
