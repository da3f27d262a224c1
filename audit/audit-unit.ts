import { type BoundControl, isOfReport, isOn } from './bind.js';
import type { BoundReport } from './bound-report.js';
import { packCauses } from './causes/tally.js';
import type { RawCopyJob } from './copy-job.js';
import { messageOf } from './errors.js';
import {
  BackupClock,
  type BackupJob,
  type ProtectedResource,
  type RecoveryPoint,
  recoveryPointsOf,
} from './expected.js';
import { type FilterSet, type ListCopyJobsQuery, toQuery, windowOf } from './filter-set.js';
import { type Page, readPages } from './pager.js';
import type { Unit } from './plan.js';
import { DAY } from './schema.js';
import { type UnitContext, UnitJudge } from './unit-judge.js';
import type { UnitResult } from './unit-result.js';
import type { Window } from './window.js';

/** What a unit is read through; each answers or throws. */
export interface UnitPorts {
  /** One page of ListCopyJobs. */
  listCopyJobs(query: ListCopyJobsQuery): Promise<Page>;
  /** Backup jobs of the unit's account and Region that completed, or were created, in a window. */
  backupJobs(window: { readonly created?: Window; readonly completed?: Window }): AsyncIterable<BackupJob>;
  protectedResources(): AsyncIterable<ProtectedResource>;
}

export interface UnitOptions {
  /** Whether other units read the same filter set. */
  readonly sharesFilterSet: boolean;
  /** Told after each page. */
  readonly onPage?: ((records: number) => void) | undefined;
}

// A finished job with two dates makes the unit read again; AWS does not do that, so more than this is a broken endpoint.
const MOST_ATTEMPTS = 4;

/** Reads and judges one unit. Never throws for what AWS answers: a unit that could not be read says why. */
export const auditUnit = async (
  report: BoundReport,
  unit: Unit,
  ports: UnitPorts,
  options: UnitOptions,
): Promise<UnitResult> => {
  const set = report.filterSet(unit.filterSet);
  const expected = new ExpectedReader(report, set, ports);
  const errors: string[] = [];
  await expected.read().catch((error: unknown) => errors.push(messageOf(error)));

  let settleLast: ReadonlySet<string> = new Set();
  for (let attempt = 1; ; attempt += 1) {
    const context: UnitContext = { backups: expected.clock, sharesFilterSet: options.sharesFilterSet, settleLast };
    const judge = new UnitJudge(report, unit, context);
    const reading = new UnitReading(report, unit, set, ports, judge, options.onPage);
    const error = await reading.readAll();
    if (judge.conflicts.size > 0 && attempt < MOST_ATTEMPTS) {
      settleLast = new Set([...settleLast, ...judge.conflicts]);
      continue;
    }
    const problems = error === undefined ? errors : [...errors, error];
    return reading.result(problems, expected);
  }
};

/** One reading of a unit, from its first page to its last. */
class UnitReading {
  #pages = 0;

  constructor(
    readonly report: BoundReport,
    readonly unit: Unit,
    readonly set: FilterSet,
    readonly ports: UnitPorts,
    readonly judge: UnitJudge,
    readonly onPage: ((records: number) => void) | undefined,
  ) {}

  #members: RawCopyJob[] = [];

  /** Answers why it stopped, if not at the end. */
  async readAll(): Promise<string | undefined> {
    const { set, report, unit, judge } = this;
    const query = toQuery(set, windowOf(set, report.asOf), report.asOf, unit.byAccountId);
    try {
      const { hasMore } = await this.#read(query, (page) => judge.page(page.items));
      await this.#fetchMembers();
      return hasMore ? `stopped at maxItems ${set.maxItems ?? 0} with more to read` : undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  #read(query: ListCopyJobsQuery, take: (page: Page) => void): Promise<{ readonly hasMore: boolean }> {
    const { pageSize, maxItems, startingToken } = this.set;
    return readPages(
      { pageSize, maxItems, startingToken },
      (request) => this.ports.listCopyJobs({ ...query, ...request }),
      (page) => {
        this.#pages += 1;
        take(page);
        this.onPage?.(page.items.length);
      },
    );
  }

  /** Members of composites that did not complete, layer by layer; asked for only where a finding names them. */
  async #fetchMembers(): Promise<void> {
    let parents = this.judge.unfinishedParents.flatMap(({ CopyJobId }) => (CopyJobId === undefined ? [] : [CopyJobId]));
    for (let layer = 0; layer < 10 && parents.length > 0; layer += 1) {
      const next: string[] = [];
      for (const ByParentJobId of parents) {
        const { byAccountId } = this.unit;
        const query = {
          ByParentJobId,
          MaxResults: 1000,
          ...(byAccountId === undefined ? {} : { ByAccountId: byAccountId }),
        };
        await readPages(
          {},
          (request) => this.ports.listCopyJobs({ ...query, ...request }),
          (page) => {
            this.#pages += 1;
            this.#members.push(...page.items);
            for (const { IsParent, CopyJobId } of page.items)
              if (IsParent === true && typeof CopyJobId === 'string') next.push(CopyJobId);
          },
        );
      }
      parents = next;
    }
  }

  result(problems: readonly string[], expected: ExpectedReader): UnitResult {
    const held = this.judge.end(this.#members);
    const { judge } = this.judge;
    const judgedIds = this.judge.judgedIds();
    return {
      unit: this.unit,
      ...(problems.length === 0 ? {} : { error: problems.join('; ') }),
      pages: this.#pages,
      records: this.judge.records,
      tallies: Object.fromEntries([...judge.tallies].map(([key, tally]) => [key, tally.toJson()])),
      outcomes: Object.fromEntries(judge.outcomes),
      findings: judge.findings,
      causes: packCauses(judge.causes),
      usedExemptions: [...judge.usedExemptions],
      held,
      ...(judgedIds === undefined ? {} : { judgedIds: Buffer.from(judgedIds).toString('base64') }),
      recoveryPoints: Object.fromEntries(expected.recoveryPoints),
      protectedResources: expected.protectedResources,
    };
  }
}

/** What a unit reads besides copy jobs, only where a control needs it. */
class ExpectedReader {
  clock: BackupClock | undefined;
  readonly recoveryPoints = new Map<string, readonly RecoveryPoint[]>();
  readonly protectedResources: ProtectedResource[] = [];
  readonly #controls: readonly BoundControl[];

  constructor(
    readonly report: BoundReport,
    readonly set: FilterSet,
    readonly ports: UnitPorts,
  ) {
    this.#controls = report.controls.filter((bound) => isOfReport(bound) && isOn(bound, set.name));
  }

  async read(): Promise<void> {
    const { report, set, ports } = this;
    if (report.needsBackupClock(set)) {
      this.clock = new BackupClock();
      // A backup is made before it is copied, at times long before: all that AWS still lists.
      const window = { to: report.asOf, from: report.asOf - 31 * DAY };
      for await (const job of ports.backupJobs({ created: window })) this.clock.add(job);
    }
    for (const { id, control, options } of this.#controls) {
      if (control.judges === 'recoveryPoint') {
        const completed = control.backupJobs(options, report.asOf);
        const jobs: BackupJob[] = [];
        for await (const job of ports.backupJobs({ completed })) jobs.push(job);
        this.recoveryPoints.set(id, recoveryPointsOf(jobs, completed));
      }
    }
    const isListed = this.#controls.some(
      ({ control, options }) =>
        control.judges === 'expectedResource' && control.expects(options).from === 'protectedResources',
    );
    if (isListed) for await (const resource of ports.protectedResources()) this.protectedResources.push(resource);
  }
}
