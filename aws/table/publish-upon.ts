import type { BaseRun, NothingChanged } from '../../audit/at-once/conclude-changed.js';
import { digest } from '../../audit/canonical.js';
import { definitionHash } from '../../audit/conclude.js';
import type { Definition } from '../../audit/definition.js';
import { PublishConflict } from '../../audit/errors.js';
import type { RunItem } from '../../audit/record/items.js';
import { rowsAsOf } from '../../audit/record/rows.js';
import type { Run } from '../../audit/run.js';
import type { Trigger } from '../../audit/wire.js';
import type { Signer } from '../signer.js';
import { readFindings } from './findings.js';
import { unpackHeader } from './headers.js';
import { markBegun } from './plans.js';
import { type Publication, publishRun } from './publish-run.js';
import { readVersions } from './rows.js';
import { readLatest } from './runs.js';
import type { Table } from './table.js';

export interface ChangesToPublish {
  /** The id that it was planned under. */
  readonly plannedAs: string;
  readonly asOf: number;
  readonly trigger: Trigger;
  readonly definition: Definition;
  /** Judges what changed, and puts it into the latest run. */
  readonly conclude: (base: BaseRun, runId: string) => Run | NothingChanged;
}

/** Why it was not published, where no newer run overtook it. */
export type Unpublished = NothingChanged | 'NO_BASE' | 'OTHER_DEFINITION';

const MOST_ATTEMPTS = 5;
const MOST_UPON_ONE = 9999;

/**
 * Publishes the latest run with what changed judged anew. Its id comes right after the id of the run that it builds on: so a run
 * over everything that began meanwhile is newer in any case, and publishes over it.
 */
export const publishUpon = async (
  table: Table,
  changes: ChangesToPublish,
  signer?: Signer,
): Promise<Publication | Unpublished> => {
  const { asOf, trigger, definition, plannedAs } = changes;
  const { name: report } = definition;
  const mine = `-${digest(plannedAs).slice(0, 8)}`;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const latest = await readLatest(table, report);
    if (latest === undefined) return 'NO_BASE';
    // A double of this task, or an earlier try, was here.
    const isMine = latest.basis !== undefined && latest.runId.endsWith(mine);
    if (!isMine && Date.parse(latest.asOf) > asOf) return { published: false, newer: latest };
    if (latest.definitionHash !== definitionHash(definition)) return 'OTHER_DEFINITION';
    const runId = isMine ? latest.runId : idAfter(latest, mine);
    if (runId === undefined) return 'NO_BASE';
    const run = isMine ? undefined : changes.conclude(await baseOf(table, latest), runId);
    if (typeof run === 'string') return run;
    await markBegun(table, { report, runId, isPart: true }, definition.keepRunsFor);
    const publication = await publishRun(
      table,
      {
        ...{ runId, asOf, trigger, definition, upon: latest.runId },
        conclude: () => {
          if (run === undefined) throw overtaken(plannedAs);
          return run;
        },
      },
      signer,
    );
    if (publication.published || publication.newer.runId === latest.runId) return publication;
  }
  throw overtaken(plannedAs);
};

const overtaken = (run: string) =>
  new PublishConflict(`Run ${run} was overtaken ${MOST_ATTEMPTS} times while it was published`);

/** The next id upon the same whole run. */
const idAfter = ({ runId, basis }: RunItem, suffix: string): string | undefined => {
  const number = (basis?.number ?? 0) + 1;
  if (number > MOST_UPON_ONE) return undefined;
  return `${basis?.runId ?? runId}-e${String(number).padStart(4, '0')}${suffix}`;
};

const baseOf = async (table: Table, latest: RunItem): Promise<BaseRun> => {
  const { report, runId, publishedAt, rowRuns } = latest;
  const findings = [];
  for await (const finding of readFindings(table, report, runId)) findings.push(finding);
  return {
    header: await unpackHeader(latest.header),
    publishedAt,
    findings,
    rows: rowsAsOf(await readVersions(table, report), rowRuns),
  };
};
