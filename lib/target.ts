import type { DefinitionInput } from '../audit/definition.js';
import { given } from './given.js';

type Declared = NonNullable<NonNullable<DefinitionInput['filterSets']>[number]['targets']>[number];

/** A role of the account that is read. */
export interface TargetRole {
  /** Name of the role, the same in every account that is read; the auditor may assume it and it allows `backup:ListCopyJobs`. */
  readonly name: string;

  /**
   * The external id that the role's trust policy asks for.
   *
   * @default - none
   */
  readonly externalId?: string;
}

/** Where in the accounts of a target copy jobs are read, and how. */
export interface TargetProps {
  /**
   * The Regions to read, such as `eu-west-1`. AWS Backup lists a copy job in the Region of its source.
   *
   * @default - the auditor's Region
   */
  readonly regions?: string[];

  /**
   * A role of each account that is assumed to read it. Without one, other accounts are read from the auditor's: that takes
   * the organization's management account or a delegated administrator of AWS Backup, with cross-account monitoring on.
   *
   * @default - accounts are read from the auditor's own
   */
  readonly role?: TargetRole;

  /**
   * When cross-account monitoring was turned on, in ISO 8601 with its zone (`2026-11-01T00:00:00Z`) or as a date (UTC). AWS
   * Backup lists no older copy job of other accounts; until all that a filter set reads is younger, each run says so.
   *
   * @default - nothing is said of it
   */
  readonly monitoredSince?: string;
}

/** Which accounts of the organization are read. */
export interface OrganizationTargetProps extends TargetProps {
  /**
   * Ids of organizational units: only accounts in them, or in units below them, are read.
   *
   * @default - the whole organization
   */
  readonly includeOrganizationalUnits?: string[];

  /**
   * Ids of organizational units: accounts in them, or in units below them, are not read.
   *
   * @default - none
   */
  readonly excludeOrganizationalUnits?: string[];

  /**
   * Ids of accounts that are not read.
   *
   * @default - none
   */
  readonly excludeAccounts?: string[];

  /**
   * Whether accounts are skipped in which AWS Backup's own summaries of the last 14 days show no copy job. Saves requests in
   * a large organization. The run says how many were skipped.
   *
   * @default false
   */
  readonly skipEmptyAccounts?: boolean;
}

/** Where a filter set is read: an account, listed accounts or every account of the organization, in some Regions. */
export class Target {
  /**
   * The auditor's own account.
   *
   * @param props Regions to read.
   */
  public static ownAccount(props?: TargetProps): Target {
    return new Target({ ...whereAndHow(props) });
  }

  /**
   * One account.
   *
   * @param accountId Its id of twelve digits.
   * @param props Regions to read, and a role to assume.
   */
  public static account(accountId: string, props?: TargetProps): Target {
    return Target.accounts([accountId], props);
  }

  /**
   * Listed accounts. Each is read on its own: where one cannot be read the others still are.
   *
   * @param accountIds Their ids of twelve digits.
   * @param props Regions to read, and a role to assume in each.
   */
  public static accounts(accountIds: string[], props?: TargetProps): Target {
    return new Target({ accounts: accountIds, ...whereAndHow(props) });
  }

  /**
   * Every account of the organization in one list, asked for with the account id `*`: the fewest requests. AWS documents
   * that for backup jobs and not for copy jobs, so each run says that accounts may be missing. It takes cross-account
   * monitoring, and no other target beside it in its Regions.
   *
   * @param props Regions to read. A role cannot be assumed in all accounts at once.
   */
  public static allAccountsAtOnce(props?: TargetProps): Target {
    return Target.accounts(['*'], props);
  }

  /**
   * Every active account of the organization, listed anew for every run. The auditor has to be deployed in the
   * organization's management account or in one that may list its accounts.
   *
   * @param props Which accounts and Regions, and a role to assume in each account.
   */
  public static organization(props: OrganizationTargetProps = {}): Target {
    const { includeOrganizationalUnits, excludeOrganizationalUnits, excludeAccounts, skipEmptyAccounts } = props;
    return new Target({
      organization: given({
        includeOrganizationalUnits,
        excludeOrganizationalUnits,
        excludeAccounts,
        skipEmptyAccounts,
      }),
      ...whereAndHow(props),
    });
  }

  private constructor(private readonly declared: Declared) {}

  /** @internal */
  public _render(): Declared {
    return this.declared;
  }
}

const whereAndHow = ({ regions, monitoredSince, role }: TargetProps = {}) =>
  given({
    regions,
    monitoredSince,
    role: role === undefined ? undefined : given({ name: role.name, externalId: role.externalId }),
  });
