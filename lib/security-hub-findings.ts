import { Severity } from './severity.js';

/** Which findings AWS Security Hub is told of. */
export class SecurityHubFindings {
  /** All of them. Security Hub bills by the finding that it is told of, renewals included. */
  public static all(): SecurityHubFindings {
    return new SecurityHubFindings(Severity.INFORMATIONAL);
  }

  /**
   * Those that are so severe, or more.
   *
   * @param severity The least severe that are told.
   */
  public static atLeast(severity: Severity): SecurityHubFindings {
    return new SecurityHubFindings(severity);
  }

  private constructor(
    /** @internal */
    public readonly _minimum: Severity,
  ) {}
}
