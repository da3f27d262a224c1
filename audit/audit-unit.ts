import type { BoundReport } from './bound-report.js';
import type { Checkpoint } from './checkpoint.js';
import { type RawCopyJob, millis } from './copy-job.js';
import { Throttled, messageOf } from './errors.js';
import { type ExpectedPorts, ExpectedReader } from './expected-reader.js';
import { type FilterSet, type ListCopyJobsQuery, toQuery, windowOf } from './filter-set.js';
import { Pace } from './pace.js';
import { type Page, readPages } from './pager.js';
import type { Unit } from './unit.js';
import { type Slice, isOfSlice } from './slice.js';
import { SliceReader, type SliceReading } from './slice-reader.js';
import { type Tags, knowsTags, readTagged, tagsOn, withTagged } from './tagged.js';
import { UnitJudge } from './unit-judge.js';
import { unitNotes } from './unit-notes.js';
import { type UnitResult, unitResultOf } from './unit-result.js';

/** What a unit is read through; each answers or throws. */
export interface UnitPorts extends ExpectedPorts {
  /** One page of ListCopyJobs. Throws `Throttled` and `TokenRefused` for these, anything else for good. */
  listCopyJobs(query: ListCopyJobsQuery): Promise<Page>;
  /** ARNs of the resources of the unit's account and Region that carry all of these tags; asked once. */
  taggedResources?(tags: Tags): Promise<readonly string[]>;
  /** Waits before a throttled request is sent again; false when it is time to give up. Without it the first one is final. */
  pause?(attempt: number): Promise<boolean>;
}

export interface UnitOptions {
  /** Whether other units read the same filter set. */
  readonly sharesFilterSet: boolean;
  /** How many pages are asked for at once, at most. One by one, in the order of the service, where not given. */
  readonly concurrency?: number | undefined;
  /** Ids of jobs of which several records are known to come: judged last, so that the right one stands. */
  readonly settleLast?: Iterable<string> | undefined;
  /** Told after each page. */
  readonly onPage?: ((records: number) => void) | undefined;
  /** Whether time is up. */
  readonly shouldStop?: (() => boolean) | undefined;
  /** Where an earlier call stopped. */
  readonly resumeFrom?: Checkpoint | undefined;
}

/** What became of a unit: all of it, or how far it came before its time was up. */
export type UnitOutcome =
  { readonly done: true; readonly result: UnitResult } | { readonly done: false; readonly checkpoint: Checkpoint };

// A finished job with two dates makes the unit read again; AWS does not do that, so more than this is a broken endpoint.
const MOST_ATTEMPTS = 4;

/** Reads and judges one unit. Never throws for what AWS answers: a unit that could not be read says why. */
export const auditUnit = async (
  declared: BoundReport,
  unit: Unit,
  ports: UnitPorts,
  options: UnitOptions,
): Promise<UnitOutcome> => {
  const { resumeFrom } = options;
  const errors = [...(resumeFrom?.errors ?? [])];
  const noting = (error: unknown) => void errors.push(messageOf(error));
  const tags = tagsOn(declared, declared.filterSet(unit.filterSet));
  const tagged = resumeFrom?.tagged ?? (await readTagged(tags, ports.taggedResources).catch(noting)) ?? {};
  const report = withTagged(declared, [tagged]);
  const set = report.filterSetOf(unit);
  const expected = new ExpectedReader(report, set, ports, unit.resourceArn);
  if (resumeFrom === undefined) await expected.read().catch(noting);
  else expected.restore(resumeFrom.expected);

  let settleLast: ReadonlySet<string> = new Set(resumeFrom?.settleLast ?? options.settleLast);
  for (let attempt = resumeFrom?.attempt ?? 1; ; attempt += 1) {
    const saved = attempt === resumeFrom?.attempt ? resumeFrom : undefined;
    const context = { backups: expected.clock, sharesFilterSet: options.sharesFilterSet, settleLast };
    const judge = new UnitJudge(report, unit, context, saved?.judge);
    const reading = new UnitReading(report, unit, set, ports, judge, options);
    // Of an account without a resource that carries the tags nothing is asked.
    const {
      left,
      errors: found,
      pages: read,
      waiting = resumeFrom?.waiting,
    } = judge.scope?.isEmpty === true ? NOTHING : await reading.readAll(saved?.slices);
    const pages = read + (saved?.pages ?? 0);
    const problems = [...errors, ...found];
    if (left.length > 0) {
      const rest = { slices: left, judge: judge.save(), expected: expected.save(), errors: problems, pages, tagged };
      const why = waiting === undefined ? {} : { waiting };
      return { done: false, checkpoint: { ...rest, ...why, attempt, settleLast: [...settleLast] } };
    }
    if (judge.conflicts.size > 0 && attempt < MOST_ATTEMPTS) {
      settleLast = new Set([...settleLast, ...judge.conflicts]);
      continue;
    }
    const members = await reading.fetchMembers().catch((error: unknown) => {
      problems.push(messageOf(error));
      return { pages: 0, members: [] };
    });
    return {
      done: true,
      result: {
        ...unitResultOf(unit, judge, expected.save(), members.members, pages + members.pages, problems),
        ...unitNotes(
          unit,
          set,
          declared.asOf,
          judge.scope?.notes(knowsTags(set, [tagged]) && !options.sharesFilterSet),
        ),
        tagged,
      },
    };
  }
};

const NOTHING: SliceReading = { left: [], errors: [], pages: 0 };

/** One reading of a unit, from its first page to its last. */
class UnitReading {
  constructor(
    readonly report: BoundReport,
    readonly unit: Unit,
    readonly set: FilterSet,
    readonly ports: UnitPorts,
    readonly judge: UnitJudge,
    readonly options: UnitOptions,
  ) {}

  readAll(slices: readonly Slice[] = [windowOf(this.set, this.report.asOf)]): Promise<SliceReading> {
    const { maxItems, startingToken } = this.set;
    // A number of items and a place to start are of one chain of pages, in the service's own order.
    return maxItems === undefined && startingToken === undefined ? this.#readSlices(slices) : this.#readItems();
  }

  #readSlices(slices: readonly Slice[]): Promise<SliceReading> {
    const { ports, judge, options, unit } = this;
    const pace = new Pace(options.concurrency ?? 1, unit.requestsPerSecond);
    const reader = new SliceReader(
      {
        ask: (slice, token) =>
          ports.listCopyJobs({ ...this.#query(slice), ...(token === undefined ? {} : { NextToken: token }) }),
        take: (slice, page) => {
          judge.page(page.items, (created) => isOfSlice(slice, created));
          options.onPage?.(page.items.length);
        },
        datesOf: ({ items }) => items.flatMap(({ CreationDate }) => millis(CreationDate) ?? []),
        pause: (attempt) => ports.pause?.(attempt) ?? Promise.resolve(false),
        shouldStop: () => options.shouldStop?.() ?? false,
      },
      pace,
      slices,
    );
    return reader.read();
  }

  async #readItems(): Promise<SliceReading> {
    const { pageSize, maxItems, startingToken } = this.set;
    const query = this.#query(windowOf(this.set, this.report.asOf));
    let pages = 0;
    try {
      const { hasMore } = await readPages(
        { pageSize, maxItems, startingToken },
        (request) => this.#ask({ ...query, ...request }),
        (page) => {
          pages += 1;
          this.judge.page(page.items);
          this.options.onPage?.(page.items.length);
        },
      );
      return { pages, left: [], errors: hasMore ? [`stopped at maxItems ${maxItems ?? 0} with more to read`] : [] };
    } catch (error) {
      return { pages, left: [], errors: [messageOf(error)] };
    }
  }

  /** One page outside of slices; patient with throttling, as they are. */
  async #ask(query: ListCopyJobsQuery): Promise<Page> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.ports.listCopyJobs(query);
      } catch (error) {
        const { pause } = this.ports;
        if (!(error instanceof Throttled) || pause === undefined || !(await pause(attempt))) throw error;
      }
    }
  }

  #query(slice: Slice): ListCopyJobsQuery {
    return toQuery(this.set, slice, this.report.asOf, this.unit.byAccountId);
  }

  /** Members of composites that did not complete, layer by layer; asked for only where a finding names them. */
  async fetchMembers(): Promise<{ readonly pages: number; readonly members: readonly RawCopyJob[] }> {
    const members: RawCopyJob[] = [];
    let pages = 0;
    let parents = this.judge.parentsToAsk;
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
          (request) => this.#ask({ ...query, ...request }),
          ({ items }) => {
            pages += 1;
            members.push(...items);
            for (const { IsParent, CopyJobId } of items)
              if (IsParent === true && typeof CopyJobId === 'string') next.push(CopyJobId);
          },
        );
      }
      parents = next;
    }
    return { pages, members };
  }
}
