import type { Finding } from '../../audit/finding.js';
import { type AskOptions, type ControlInput, ask } from './audit-of.js';

type Raw = Readonly<Record<string, unknown>>;
export type Verdict = 'MET' | Finding['verdict'] | 'NO_SUBJECT';

/** Jobs and what a control says of the one subject that they make: a sentence, the jobs, and where it matters more. */
export type WholeCase = readonly [sentence: string, jobs: readonly Raw[], given?: Given];

export interface Given extends AskOptions {
  /** Options in place of those of the suite; common ones too. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What the finding says was found, as a whole or in part. */
  readonly found?: string | RegExp;
}

/** Cases, or the reason why there can be none. */
type Cases = readonly WholeCase[] | `none: ${string}`;

export interface Expectations {
  readonly met: readonly WholeCase[];
  readonly notMet: readonly WholeCase[];
  readonly undetermined: Cases;
  readonly noSubject?: readonly WholeCase[];
}

/**
 * The suite that every control of wholes (resources, schedules, filter sets, what is expected) passes, by the public door. It
 * demands a case of every outcome, or a reason why there is none; and of each case that neither the order of jobs, nor how
 * they are cut into pages and units, nor seeing them twice, nor a unit that could not be read makes more of it than it is.
 */
export const describeWhole = (
  control: ControlInput['control'],
  options: Readonly<Record<string, unknown>>,
  { met, notMet, undetermined, noSubject = [] }: Expectations,
): void => {
  const findingsOf = async (
    jobs: readonly Raw[],
    { options: other, found: _found, ...given }: Given,
  ): Promise<{ readonly verdict: Verdict; readonly finding: Finding | undefined }> => {
    const declared = { control, ...(other ?? options) } as ControlInput;
    const { result, findings } = await ask(declared, jobs, given);
    if (result.error !== undefined) throw new Error(`${control} threw: ${result.error}`);
    if (result.met + findings.length > 1)
      throw new Error(`A case makes one subject, not ${result.met + findings.length}`);
    const [finding] = findings;
    return { verdict: finding?.verdict ?? (result.met === 1 ? 'MET' : 'NO_SUBJECT'), finding };
  };
  const verdictOf = async (jobs: readonly Raw[], given: Given): Promise<Verdict> =>
    (await findingsOf(jobs, given)).verdict;

  const given = { MET: met, NOT_MET: notMet, UNDETERMINED: undetermined, NO_SUBJECT: noSubject };
  for (const [outcome, cases] of Object.entries(given) as [Verdict, Cases][]) {
    if (cases.length === 0 && outcome !== 'NO_SUBJECT') throw new Error(`${control} needs a case that is ${outcome}`);
    if (typeof cases === 'string' || cases.length === 0) continue;

    describe(`${control} is ${outcome}:`, () => {
      it.each(cases.map(([sentence, ...rest]) => [sentence, rest] as const))('%s', async (_, [jobs, more = {}]) => {
        const { verdict, finding } = await findingsOf(jobs, more);
        expect(verdict).toBe(outcome);
        if (finding !== undefined) expectReadable(finding);
        if (more.found !== undefined) expect(finding?.found).toMatch(more.found);

        const reversed = [...jobs].reverse();
        expect(await verdictOf(reversed, { ...more, reading: { pageSize: 1 } })).toBe(outcome);
        expect(await verdictOf([...jobs, ...reversed], more)).toBe(outcome);
        if (more.units === undefined) {
          const half = Math.ceil(jobs.length / 2);
          const units = [
            { region: 'eu-west-1', jobs: jobs.slice(half) },
            { region: 'us-east-1', jobs: jobs.slice(0, half) },
          ];
          if (!jobs.some(({ ParentJobId }) => typeof ParentJobId === 'string'))
            expect(await verdictOf(jobs, { ...more, units })).toBe(outcome);
        }
        const unread = await verdictOf(jobs, { ...more, error: 'AccessDenied' });
        expect(unread).toBe(outcome === 'NOT_MET' ? 'UNDETERMINED' : outcome);
      });
    });
  }
};

/** What a tired engineer reads: two phrases, without what only a programmer understands. */
const expectReadable = ({ expected, found, remedy }: Finding): void => {
  for (const phrase of [expected, found]) {
    expect(phrase).toMatch(/^\S.*[^\s.,:]$/);
    expect(phrase).not.toMatch(/undefined|null|NaN|Infinity|\[object|\n/);
  }
  expect(found).not.toBe(expected);
  expect(remedy).toMatch(/^[A-Z].*\.$/s);
};
