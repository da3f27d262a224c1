import { changesBetween } from '../../audit/changes/changes.js';
import type { Finding } from '../../audit/finding.js';
import type { RunSummary } from '../../audit/views/model.js';
import type { ReportReader } from '../../aws/table/reader.js';

/** A run of a report's past, and what it changed; that is left out where telling it would mean to read very much. */
export interface PastRun {
  readonly run: RunSummary;
  /** Findings that are new or count again since the run before, and those that count no more. */
  readonly changes?: { readonly added: number; readonly gone: number; readonly resolved: number } | undefined;
}

// Each is read once, a kilobyte or more of it: a few seconds.
const MOST_FINDINGS = 3_000;

/** The last runs of a report, newest first. */
export const readPast = async (reader: ReportReader, report: string, limit: number): Promise<PastRun[]> => {
  const runs: RunSummary[] = [];
  for await (const run of reader.history(report)) {
    runs.push(run);
    // One more, which the last shown one is compared with.
    if (runs.length > limit) break;
  }
  const findings = runs.reduce((sum, run) => sum + run.findings + run.exemptFindings, 0);
  const shown = runs.slice(0, limit);
  if (findings > MOST_FINDINGS) return shown.map((run) => ({ run }));
  const read = new Map<string, Promise<readonly Finding[]>>();
  const findingsOf = (runId: string) => {
    const known = read.get(runId) ?? collect(reader.findingsOf(report, runId));
    read.set(runId, known);
    return known;
  };
  return Promise.all(
    shown.map(async (run, index): Promise<PastRun> => {
      const before = runs[index + 1];
      const [now, earlier] = [
        await reader.headerOf(report, run.runId),
        before && (await reader.headerOf(report, before.runId)),
      ];
      // Its first run changes nothing; one that expired meanwhile is compared with nothing.
      if (now === undefined || before === undefined || earlier === undefined) return { run };
      const { added, gone } = changesBetween(
        { header: earlier, findings: await findingsOf(before.runId) },
        { header: now, findings: await findingsOf(run.runId) },
      );
      const resolved = gone.filter(({ reason }) => reason === 'RESOLVED').length;
      return { run, changes: { added: added.length, gone: gone.length, resolved } };
    }),
  );
};

const collect = async (findings: AsyncIterable<Finding>): Promise<Finding[]> => {
  const all: Finding[] = [];
  for await (const finding of findings) all.push(finding);
  return all;
};
