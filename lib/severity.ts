/**
 * How bad a finding is. It sorts reports and can be counted and alarmed on; every severity but INFORMATIONAL makes a
 * report non-compliant.
 */
export enum Severity {
  /** Act at once: data may not be recoverable. */
  CRITICAL = 'CRITICAL',

  /** Act today: what was promised does not hold. */
  HIGH = 'HIGH',

  /** Act this week. */
  MEDIUM = 'MEDIUM',

  /** Worth tidying up. */
  LOW = 'LOW',

  /** Shown in the report, never changes its status. */
  INFORMATIONAL = 'INFORMATIONAL',
}
