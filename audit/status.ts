/** AWS Config's compliance words plus ERROR, worst first. https://docs.aws.amazon.com/config/latest/APIReference/API_Compliance.html */
export const STATUSES = ['NON_COMPLIANT', 'ERROR', 'INSUFFICIENT_DATA', 'COMPLIANT'] as const;
export type Status = (typeof STATUSES)[number];

/** The worst of several statuses; what nothing was said of is not compliant, it is unknown. */
export const worstStatus = (statuses: Iterable<Status>): Status => {
  let worst: number | undefined;
  for (const status of statuses) {
    const rank = STATUSES.indexOf(status);
    if (worst === undefined || rank < worst) worst = rank;
  }
  return (worst === undefined ? undefined : STATUSES[worst]) ?? 'INSUFFICIENT_DATA';
};

/** How bad a finding is, worst first. INFORMATIONAL is shown and never changes a status. */
export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const severityRank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** Whether `severity` is at least as bad as `threshold`. */
export const atLeastAsSevere = (severity: Severity, threshold: Severity): boolean =>
  severityRank(severity) <= severityRank(threshold);
