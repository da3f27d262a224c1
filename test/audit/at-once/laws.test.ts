import fc from 'fast-check';
import { type BaseRun, concludeChanged } from '../../../audit/at-once/conclude-changed.js';
import { isOfResource } from '../../../audit/at-once/judge-changed.js';
import { BoundReport } from '../../../audit/bound-report.js';
import { controlNamed } from '../../../audit/controls/index.js';
import { CopyJob } from '../../../audit/copy-job.js';
import { identityOfJob } from '../../../audit/dedupe.js';
import { identityOf } from '../../../audit/filter-set.js';
import type { RowItem } from '../../../audit/record/items.js';
import type { Run } from '../../../audit/run.js';
import type { UnitResult } from '../../../audit/unit-result.js';
import { inputs } from '../../oracle/arbitrary-input.js';
import type { Input } from '../../oracle/input.js';
import { productResults, productRun } from '../../oracle/product.js';

type Raw = Readonly<Record<string, unknown>>;

const runs = { numRuns: Math.ceil(25 * Number(process.env['LAWS_TIMES'] ?? 1)), seed: 20261125 };

/** Inputs of a report that is judged at once, in which everything could be read. */
const readable = inputs().map((input): Input => ({
  ...input,
  definition: { ...input.definition, realtime: true },
  units: input.units.map(({ error: _error, ...unit }) => unit),
}));

/** Resources whose jobs are theirs alone: no members of composites, no composites, no ids that others have too. */
const separable = ({ units }: Input): string[] => {
  const jobs = units.flatMap(({ jobs }) => jobs.map((raw) => new CopyJob(raw)));
  const owners = new Map<string, Set<string | undefined>>();
  for (const job of jobs) {
    const id = identityOfJob(job);
    owners.set(id, (owners.get(id) ?? new Set()).add(job.ResourceArn));
  }
  const parents = new Set(jobs.map(({ ParentJobId }) => ParentJobId));
  const mixed = new Set<string | undefined>([undefined]);
  for (const job of jobs) {
    const id = identityOfJob(job);
    if (job.ParentJobId !== undefined || parents.has(id) || owners.get(id)!.size > 1)
      for (const arn of owners.get(id)!) mixed.add(arn);
  }
  return [...new Set(jobs.map(({ ResourceArn }) => ResourceArn))].flatMap((arn) =>
    arn === undefined || mixed.has(arn) ? [] : [arn],
  );
};

/** The same before some jobs of the resources were created, or finished. */
const earlier = (input: Input, changed: readonly string[], draw: number): Input => {
  const before = (raw: Raw): Raw[] => {
    const job = new CopyJob(raw);
    if (job.ResourceArn === undefined || !changed.includes(job.ResourceArn)) return [raw];
    const fate = (draw >> (identityOfJob(job).length % 7)) & 3;
    if (fate === 0) return [];
    if (fate === 1) return [{ ...raw, State: 'RUNNING', CompletionDate: undefined, StatusMessage: undefined }];
    return [raw];
  };
  return { ...input, units: input.units.map((unit) => ({ ...unit, jobs: unit.jobs.flatMap(before) })) };
};

const rowItems = (run: Run, { definition, asOf, remembered }: Input): RowItem[] => {
  const identities = new Map(definition.filterSets.map((set) => [set.name, identityOf(set)]));
  return run.resources.map((row) => {
    const known = remembered.find(({ filterSet, arn }) => filterSet === row.filterSet && arn === row.resourceArn);
    return {
      version: 1,
      report: run.report,
      runId: run.runId,
      identity: identities.get(row.filterSet)!,
      seen: new Date(known?.seen ?? asOf).toISOString(),
      expires: 0,
      row,
    };
  });
};

const baseOf = ({ findings, resources: _rows, ...header }: Run, rows: readonly RowItem[]): BaseRun => ({
  header,
  publishedAt: header.asOf,
  findings,
  rows,
});

const isJudgedAnew = ({ control }: { readonly control: string }): boolean =>
  ['job', 'resource', 'schedule'].includes(controlNamed(control as never).judges);

/** What has to be the same as if everything had been read. */
const comparable = ({ controls, findings, counts, filterSets, resources, causes, worstCopyAgeSeconds }: Run) => ({
  controls: controls.filter(isJudgedAnew),
  findings: findings.filter(isOfResource).map(({ firstSeen: _seen, ...finding }) => finding),
  ...{ counts, filterSets, resources, worstCopyAgeSeconds },
  causes: causes.map(({ id, jobs, resources: count }) => ({ id, jobs, count })),
});

/** Of a filter set of one resource no other one is read. */
const isPlanned =
  ({ definition }: Input) =>
  ({ unit }: UnitResult): boolean =>
    definition.filterSets.some(
      ({ name, resourceArn = unit.resourceArn }) => name === unit.filterSet && resourceArn === unit.resourceArn,
    );

const changes = fc.record({ input: readable, draw: fc.nat() });

describe('resources that are judged anew, upon a run over everything', () => {
  it('come to what the next run over everything comes to', async () => {
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(changes, async ({ input, draw }) => {
        const changed = separable(input);
        fc.pre(changed.length > 0);
        const before = earlier(input, changed, draw);
        const first = await productRun(before);
        const results = (await productResults(input, { pageSize: 5 }, changed)).filter(isPlanned(input));
        const rows = rowItems(first, input);
        const run = concludeChanged(
          new BoundReport(input.definition, input.asOf),
          'part',
          baseOf(first, rows),
          results,
        );
        const whole = await productRun(input);
        if (run === 'SAME' || run === 'UNJUDGED') expect(comparable(first)).toEqual(comparable(whole));
        else {
          if (typeof run === 'string') throw new Error(run);
          judged += 1;
          expect(comparable(run)).toEqual(comparable(whole));
          expect(run.basis).toMatchObject({ runId: first.runId, number: 1 });
          // What judges wholes stands.
          const wholes = ({ controls }: Run) => controls.filter((result) => !isJudgedAnew(result));
          expect(wholes(run)).toEqual(wholes(first));
        }
      }),
      runs,
    );
    expect(judged).toBeGreaterThan(10);
  });
});
