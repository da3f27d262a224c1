import type { Run } from '../run.js';

/** One thing that a run says, with a word for what it is. */
export interface RunRecord {
  readonly record: 'run' | 'unit' | 'filterSet' | 'control' | 'cause' | 'exemption' | 'finding' | 'resource';
  readonly report: string;
  readonly runId: string;
}

/** A run as a list of flat things: the run itself, what it was read from, then what was found, worst first. */
export function* runRecords(run: Run): Generator<RunRecord> {
  const { units, filterSets, controls, causes, exemptions, findings, resources, ...header } = run;
  const { report, runId } = header;
  yield { record: 'run', ...header };
  const each = (record: RunRecord['record'], list: readonly object[]) =>
    list.map((item): RunRecord => ({ record, report, runId, ...item }));
  yield* each('unit', units);
  yield* each('filterSet', filterSets);
  yield* each('control', controls);
  yield* each('cause', causes);
  yield* each('exemption', exemptions);
  yield* each('finding', findings);
  yield* each('resource', resources);
}
