import type { Frame } from '../views/frame.js';
import type { Html } from '../views/html.js';
import type { FoundIn } from '../views/model.js';
import type { PlaceOf } from '../views/place.js';
import { resourceView } from '../views/resource-view.js';
import { type Looked, inTurn } from './looked.js';
import type { ReportSource } from './source.js';

const MOST_FINDINGS = 50;

/** One resource, as the latest runs know it: rows are of no other. */
export const resourceOf = async (
  { resource: resourceArn }: PlaceOf<'resource'>,
  source: ReportSource,
  frame: Frame,
  { now }: Looked,
): Promise<Html> => {
  const known = await source.resource(resourceArn);
  const reports = [...new Set(known.map(({ report }) => report))];
  const pages = await inTurn(reports, async (report) => {
    const runId = (await source.publishedRun(report))?.header.runId;
    if (runId === undefined) return { found: [], isComplete: true };
    const { findings, next } = await source.findingsPage(report, runId, { most: MOST_FINDINGS, resource: resourceArn });
    return { found: findings.map((finding): FoundIn => ({ report, runId, finding })), isComplete: next === undefined };
  });
  return resourceView(frame, {
    resourceArn,
    known,
    found: pages.flatMap(({ found }) => found),
    isComplete: pages.every(({ isComplete }) => isComplete),
    now,
  });
};
