import type { Finding } from '../../audit/finding.js';
import type { Run } from '../../audit/run.js';
import { findingView } from '../../audit/views/finding-view.js';
import { findingsView } from '../../audit/views/findings-view.js';
import type { Frame } from '../../audit/views/frame.js';
import type { Html } from '../../audit/views/html.js';
import type { FindingsPage, KnownResource } from '../../audit/views/model.js';
import type { Place, PlaceOf } from '../../audit/views/place.js';
import { reportView } from '../../audit/views/report-view.js';
import { resourceView } from '../../audit/views/resource-view.js';

const MOST_ON_A_PAGE = 100;

/** A run, and what was declared of its report. */
export interface FiledRun {
  readonly run: Run;
  readonly description: string | undefined;
}

/** What a file says of a place; undefined where there is nothing of it. */
export const sectionOf = (place: Place, runs: readonly FiledRun[], frame: Frame, now: number): Html | undefined => {
  switch (place.view) {
    case 'report':
      return reportSection(runs, place, frame, now);
    case 'findings':
      return findingsSection(runs, place, frame, now);
    case 'finding':
      return findingSection(runs, place, frame, now);
    case 'resource':
      return resourceSection(runs, place, frame, now);
    default:
      return undefined;
  }
};

const filed = (runs: readonly FiledRun[], report: string): FiledRun | undefined =>
  runs.find(({ run }) => run.report === report);

const reportSection = (
  runs: readonly FiledRun[],
  { report }: PlaceOf<'report'>,
  frame: Frame,
  now: number,
): Html | undefined => {
  const found = filed(runs, report);
  if (found === undefined) return undefined;
  const { run, description } = found;
  return reportView(frame, {
    declared: { name: report, description },
    header: run,
    trend: [],
    findings: pageOf(run.findings, undefined),
    rows: run.resources,
    hasReports: runs.length > 1,
    now,
  });
};

const findingsSection = (
  runs: readonly FiledRun[],
  place: PlaceOf<'findings'>,
  frame: Frame,
  now: number,
): Html | undefined => {
  const run = filed(runs, place.report)?.run;
  if (run === undefined) return undefined;
  const { control, filterSet, cause, severity, after } = place;
  const asked = run.findings.filter(
    (each) =>
      (control === undefined || each.controlId === control) &&
      (filterSet === undefined || each.filterSet === filterSet) &&
      (cause === undefined || each.cause?.id === cause) &&
      (severity === undefined || each.severity === severity),
  );
  const known = run.causes.find(({ id }) => id === cause);
  return findingsView(frame, {
    place,
    ...{ runId: run.runId, asOf: run.asOf, page: pageOf(asked, after), now },
    title: known?.title ?? run.controls.find(({ controlId }) => controlId === control)?.title,
    remedy: known?.remedy,
  });
};

/** Findings are in order; a page goes on after one of them. */
const pageOf = (findings: readonly Finding[], after: string | undefined): FindingsPage => {
  const start = findings.findIndex(({ id }) => id === after) + 1;
  const page = findings.slice(start, start + MOST_ON_A_PAGE);
  return { findings: page, next: start + page.length < findings.length ? page.at(-1)?.id : undefined };
};

const findingSection = (
  runs: readonly FiledRun[],
  { report, finding: id }: PlaceOf<'finding'>,
  frame: Frame,
  now: number,
): Html | undefined => {
  const run = filed(runs, report)?.run;
  const finding = run?.findings.find((each) => each.id === id);
  if (run === undefined || finding === undefined) return undefined;
  const title = run.controls.find(({ controlId }) => controlId === finding.controlId)?.title;
  return findingView(frame, { report, runId: run.runId, asOf: run.asOf, finding, title, now });
};

const resourceSection = (
  runs: readonly FiledRun[],
  { resource: resourceArn }: PlaceOf<'resource'>,
  frame: Frame,
  now: number,
): Html =>
  resourceView(frame, {
    resourceArn: resourceArn ?? '',
    known: runs.flatMap(({ run: { report, status, asOf, resources } }): KnownResource[] =>
      resources.filter((row) => row.resourceArn === resourceArn).map((row) => ({ report, status, asOf, row })),
    ),
    found: runs.flatMap(({ run: { report, runId, findings } }) =>
      findings
        .filter(({ subject }) => subject.resourceArn === resourceArn)
        .map((finding) => ({ report, runId, finding })),
    ),
    isComplete: true,
    now,
  });
