import { KNOWN_CAUSES } from './causes/known.js';
import type { Definition } from './definition.js';
import { OTHER_CAUSE, type ReportMetric } from './metrics.js';
import type { RunHeader } from './run.js';

type Values = Partial<Record<ReportMetric, number>>;

/** A published run as metrics; what does not apply is left out, everything else is there, zeros included. */
export const metricsOfRun = (run: RunHeader, definition: Definition, publishedAt: number): Values => {
  const { status, counts, findingCounts, units, worstCopyAgeSeconds, compliancePercent } = run;
  const { bySeverity } = findingCounts;
  const jobs = (state: string) => counts.jobsByState[state] ?? 0;
  const limit = copyAgeLimit(definition);
  return {
    // What counts is when everything was read last.
    RunPublished: run.basis === undefined ? 1 : 0,
    NonCompliant: Number(status === 'NON_COMPLIANT'),
    AuditError: Number(status === 'ERROR'),
    InsufficientData: Number(status === 'INSUFFICIENT_DATA'),
    Compliant: Number(status === 'COMPLIANT'),
    ...(compliancePercent === null ? {} : { CompliancePercent: compliancePercent }),
    CriticalFindings: bySeverity.CRITICAL,
    HighFindings: bySeverity.HIGH,
    MediumFindings: bySeverity.MEDIUM,
    LowFindings: bySeverity.LOW,
    InformationalFindings: bySeverity.INFORMATIONAL,
    ExemptFindings: findingCounts.exempt,
    CopyJobs: counts.copyJobs,
    CreatedJobs: jobs('CREATED'),
    RunningJobs: jobs('RUNNING'),
    CompletedJobs: jobs('COMPLETED'),
    PartialJobs: jobs('PARTIAL'),
    FailedJobs: jobs('FAILED'),
    BytesCopied: counts.bytes,
    Resources: counts.resources,
    WorstCopyAge: worstCopyAgeSeconds ?? 0,
    ...(limit === undefined ? {} : { CopyAgeLimit: limit }),
    UnreadUnits: units.filter(({ error }) => error !== undefined).length,
    Units: units.length,
    Requests: run.basis?.requests ?? units.reduce((sum, { pages }) => sum + pages, 0),
    RunDuration: Math.max(0, publishedAt - Date.parse(run.asOf)),
    RunAge: ageOf(run, publishedAt),
  };
};

/** Of the last run over everything. */
const ageOf = ({ asOf, basis }: RunHeader, now: number): number =>
  Math.max(0, Math.round((now - Date.parse(basis?.asOf ?? asOf)) / 1000));

/** The same some time later: nothing was published or asked for since, and the run is older. */
export const metricsLater = (run: RunHeader, definition: Definition, now: number): Values => {
  const { RunDuration: _duration, ...values } = metricsOfRun(run, definition, now);
  return { ...values, RunPublished: 0, Requests: 0 };
};

/** The shortest limit of a `freshWithin`, in seconds. */
const copyAgeLimit = ({ controls }: Definition): number | undefined => {
  const limits = controls
    .filter(({ control }) => control === 'freshWithin')
    .flatMap((declared) =>
      'within' in declared && typeof declared.within === 'number' ? [declared.within / 1000] : [],
    );
  return limits.length === 0 ? undefined : Math.min(...limits);
};

const KNOWN = new Set(KNOWN_CAUSES.map(({ id }) => id));

/** Failed jobs by cause; what the table of causes does not know is one, so that the number of metrics has an end. */
export const failuresByCause = ({ causes }: RunHeader): ReadonlyMap<string, number> => {
  const byCause = new Map<string, number>([[OTHER_CAUSE, 0]]);
  for (const { id, jobs } of causes) {
    const name = KNOWN.has(id) ? id : OTHER_CAUSE;
    byCause.set(name, (byCause.get(name) ?? 0) + jobs);
  }
  return byCause;
};
