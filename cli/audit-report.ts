import { auditUnit } from '../audit/audit-unit.js';
import { BoundReport } from '../audit/bound-report.js';
import { conclude, runIdOf } from '../audit/conclude.js';
import type { Definition } from '../audit/definition.js';
import { withPlanNotes } from '../audit/plan-notes.js';
import type { Unit } from '../audit/unit.js';
import type { Remembered } from '../audit/remembered.js';
import type { Run } from '../audit/run.js';
import { type UnitResult, unreadUnit } from '../audit/unit-result.js';
import type { Source } from './source.js';

/** Who is told how far the reading of a report is. */
export interface Watch {
  /** How many units are read, and how many jobs they have where that is known. */
  planned(units: number, jobs: number | undefined): void;
  /** A page was read, with so many records. */
  page(records: number): void;
  unitRead(): void;
  /** The service refused a request, because there were too many. */
  throttled(): void;
}

export interface ReadOptions {
  readonly asOf: number;
  readonly watch?: Watch;
}

/** A report of which everything was read: what it comes to depends on what is remembered only. */
export interface ReadReport {
  readonly runId: string;
  conclude(remembered: readonly Remembered[]): Run;
}

/** Reads a report in this process, with the very code of the deployed auditor: plan, units, conclusion. */
export const readReport = async (definition: Definition, source: Source, options: ReadOptions): Promise<ReadReport> => {
  const { asOf, watch } = options;
  const report = new BoundReport(definition, asOf);
  const { units, unplanned, notes = [], jobs } = await source.units(definition, () => watch?.throttled());
  watch?.planned(units.length, jobs);
  const onPage = (records: number) => watch?.page(records);
  const setsRead = units.map(({ filterSet }) => filterSet);
  const read = async (unit: Unit): Promise<UnitResult> => {
    const sharesFilterSet = setsRead.indexOf(unit.filterSet) !== setsRead.lastIndexOf(unit.filterSet);
    const outcome = await auditUnit(report, unit, source.ports(unit), { ...source.options, sharesFilterSet, onPage });
    watch?.unitRead();
    if (!outcome.done) throw new Error('A unit stopped, though nobody asked it to');
    return outcome.result;
  };
  const results = await inTurn(units, Math.min(source.unitsAtOnce, definition.maxConcurrency), read);
  const unread = unplanned.map(({ filterSet, reason }) => unreadUnit(filterSet, reason));
  const runId = runIdOf(asOf, 'local');
  return {
    runId,
    conclude: (remembered) => conclude(report, runId, withPlanNotes([...results, ...unread], notes), remembered),
  };
};

/** A few at a time, in order. */
const inTurn = async <T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, worker));
  return results;
};
