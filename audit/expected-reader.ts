import { type BoundControl, isOfReport, isOn } from './bind.js';
import type { BoundReport } from './bound-report.js';
import {
  BackupClock,
  type BackupJob,
  type ProtectedResource,
  type RecoveryPoint,
  optional,
  recoveryPointsOf,
} from './expected.js';
import type { FilterSet } from './filter-set.js';
import { DAY } from './schema.js';
import type { Window } from './window.js';

/** Where what is expected is read. */
export interface ExpectedPorts {
  /** Backup jobs of the unit's account and Region that completed, or were created, in a window. */
  backupJobs(which: {
    readonly created?: Window;
    readonly completed?: Window;
    readonly resourceArn?: string;
  }): AsyncIterable<BackupJob>;
  protectedResources(): AsyncIterable<ProtectedResource>;
}

/** What was read, as JSON. */
export interface SavedExpected {
  readonly clock?: ReturnType<BackupClock['toJson']>;
  readonly recoveryPoints: Readonly<Record<string, readonly RecoveryPoint[]>>;
  readonly protectedResources: readonly ProtectedResource[];
}

/** What a unit reads besides copy jobs, only where a control needs it. */
export class ExpectedReader {
  clock: BackupClock | undefined;
  readonly recoveryPoints = new Map<string, readonly RecoveryPoint[]>();
  readonly protectedResources: ProtectedResource[] = [];
  readonly #controls: readonly BoundControl[];

  constructor(
    readonly report: BoundReport,
    readonly set: FilterSet,
    readonly ports: ExpectedPorts,
    /** Where only this resource is judged: nothing is read then that is expected of others. */
    readonly resourceArn?: string,
  ) {
    this.#controls = report.controls.filter((bound) => isOfReport(bound) && isOn(bound, set.name));
  }

  save(): SavedExpected {
    return {
      ...(this.clock === undefined ? {} : { clock: this.clock.toJson() }),
      recoveryPoints: Object.fromEntries(this.recoveryPoints),
      protectedResources: this.protectedResources,
    };
  }

  restore({ clock, recoveryPoints, protectedResources }: SavedExpected): void {
    if (clock !== undefined) this.clock = BackupClock.fromJson(clock);
    for (const [id, points] of Object.entries(recoveryPoints)) this.recoveryPoints.set(id, points);
    this.protectedResources.push(...protectedResources);
  }

  async read(): Promise<void> {
    const { report, set, ports } = this;
    if (report.needsBackupClock(set)) {
      this.clock = new BackupClock();
      // A backup is made before it is copied, at times long before: all that AWS still lists.
      const window = { to: report.asOf, from: report.asOf - 31 * DAY };
      const which = { created: window, ...optional('resourceArn', this.resourceArn) };
      for await (const job of ports.backupJobs(which)) this.clock.add(job);
    }
    if (this.resourceArn !== undefined) return;
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
