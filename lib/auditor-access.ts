/** What an access opens; told apart so that asking twice opens once. */
type Opened =
  | {
      readonly to:
        | 'backupJobs'
        | 'protectedResources'
        | 'resourceTags'
        | 'organization'
        | 'copyJobSummaries'
        | 'longLists'
        | 'copyJobEvents';
    }
  | { readonly to: 'role'; readonly name: string; readonly accounts: readonly string[] };

/**
 * Something that an auditor may read besides the copy jobs of its own account. An auditor opens by itself what reports need
 * that are declared against the construct; only for reports that reach it by its name it has to be told
 * (`CopyJobAuditorProps.access`).
 */
export class AuditorAccess {
  /** Backup jobs (`backup:ListBackupJobs`): for `CopyAge.BACKUP_CREATION`, and for controls that judge recovery points. */
  public static backupJobs(): AuditorAccess {
    return new AuditorAccess({ to: 'backupJobs' });
  }

  /** Resources that AWS Backup protects (`backup:ListProtectedResources`): for controls that expect a copy of each of them. */
  public static protectedResources(): AuditorAccess {
    return new AuditorAccess({ to: 'protectedResources' });
  }

  /** Resources by their tags (`tag:GetResources`): for filter sets and controls with `taggedWith`. */
  public static resourceTags(): AuditorAccess {
    return new AuditorAccess({ to: 'resourceTags' });
  }

  /**
   * Accounts and units of the organization (`organizations:List*`), and a bucket for long lists of them: for
   * `Target.organization`. The auditor has to be in the management account or in that of a delegated administrator.
   */
  public static organization(): AuditorAccess {
    return new AuditorAccess({ to: 'organization' });
  }

  /** Numbers of copy jobs by account (`backup:ListCopyJobSummaries`): for `skipEmptyAccounts` of `Target.organization`. */
  public static copyJobSummaries(): AuditorAccess {
    return new AuditorAccess({ to: 'copyJobSummaries' });
  }

  /**
   * A bucket for lists of more than some hundred filter sets times accounts times Regions: for reports with long lists of
   * accounts. `AuditorAccess.organization` has it too.
   */
  public static longLists(): AuditorAccess {
    return new AuditorAccess({ to: 'longLists' });
  }

  /**
   * Events of copy jobs that finished, which AWS Backup sends to the default event bus of the auditor's account and Region: for
   * reports with `realtime`.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
   */
  public static copyJobEvents(): AuditorAccess {
    return new AuditorAccess({ to: 'copyJobEvents' });
  }

  /**
   * A role of the accounts that are read (`sts:AssumeRole`): for the `role` of a target.
   *
   * @param name Name of the role.
   * @param accountIds The accounts whose role may be assumed. Without them: that role of any account of its organization.
   */
  public static role(name: string, accountIds: string[] = ['*']): AuditorAccess {
    return new AuditorAccess({ to: 'role', name, accounts: accountIds });
  }

  private constructor(
    /** @internal */
    public readonly _opened: Opened,
  ) {}

  /**
   * As whoever declares the auditor writes it.
   *
   * @internal
   */
  public _written(): string {
    const { _opened: opened } = this;
    return `AuditorAccess.${opened.to}(${opened.to === 'role' ? JSON.stringify(opened.name) : ''})`;
  }
}
