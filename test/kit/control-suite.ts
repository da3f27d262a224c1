import type { z } from 'zod';
import type { JobControl, Shape } from '../../audit/control.js';
import { COPY_JOB_STATES, type RawCopyJob } from '../../audit/copy-job.js';
import type { Finding } from '../../audit/finding.js';
import { aCopyJob } from './a-copy-job.js';
import { type ControlInput, ask } from './audit-of.js';

/** One job and what a control says of it: a sentence, the job, and where it matters more. */
export type JobCase = readonly [sentence: string, job: RawCopyJob, given?: Given];

export interface Given {
  /** Options in place of those of the suite; common ones too. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What the finding says was found, or a pattern of it. */
  readonly found?: string | RegExp;
  /** Region of the unit in which the job is read. */
  readonly region?: string;
}

/** Cases, or the reason why there can be none. */
export type Cases = readonly JobCase[] | `none: ${string}`;

export interface Expectations {
  readonly met: Cases;
  readonly notMet: readonly JobCase[];
  readonly undetermined: Cases;
  readonly noSubject: Cases;
  /** The states in which the first job that is not met is a subject; ANY: an unknown one and none, too. */
  readonly states: 'ANY' | readonly string[] | `none: ${string}`;
  /** Whether a member whose parent was read stands for itself. */
  readonly members: 'STAND_FOR_THEMSELVES' | 'FOLLOW_PARENT';
}

const OUTCOMES = { met: 'MET', notMet: 'NOT_MET', undetermined: 'UNDETERMINED', noSubject: 'NO_SUBJECT' } as const;
type Outcome = (typeof OUTCOMES)[keyof typeof OUTCOMES];

interface Asked {
  readonly outcomes: readonly Outcome[];
  readonly findings: readonly Finding[];
}

/**
 * The suite that every control of jobs passes, by the public door: its options are parsed, a run is made over the job and
 * concluded. It demands a case of every outcome, or a reason why there is none.
 */
export const describeControl = <N extends string, S extends Shape>(
  control: JobControl<N, S>,
  options: NoInfer<z.input<z.ZodObject<S>>>,
  expectations: Expectations,
): void => {
  const askOf = async (jobs: readonly RawCopyJob[], { options: other, region }: Given = {}): Promise<Asked> => {
    const declared = { control: control.name, ...(other ?? options) } as ControlInput;
    const { result, findings } = await ask(declared, jobs, region === undefined ? {} : { units: [{ region, jobs }] });
    if (result.error !== undefined) throw new Error(`${control.name} threw: ${result.error}`);
    const outcomes = [...Array<Outcome>(result.met).fill('MET'), ...findings.map(({ verdict }) => verdict)];
    return { outcomes: outcomes.length === 0 ? ['NO_SUBJECT'] : outcomes, findings };
  };

  describe(`${control.name}(${Object.keys(options).length === 0 ? '' : JSON.stringify(options)})`, () => {
    const [first] = expectations.notMet;
    if (first === undefined) throw new Error(`${control.name} needs a case that is not met`);
    const [, breach, given] = first;

    for (const [key, outcome] of Object.entries(OUTCOMES) as [keyof typeof OUTCOMES, Outcome][]) {
      const cases = expectations[key];
      if (cases.length === 0) throw new Error(`${control.name} needs a case that is ${key}, or the reason for none`);
      if (typeof cases === 'string') continue;
      describe(`is ${outcome}:`, () => {
        it.each(cases.map(([sentence, ...rest]) => [sentence, rest] as const))('%s', async (_, [job, more]) => {
          const { outcomes, findings } = await askOf([job], more);
          expect(outcomes).toEqual([outcome]);
          for (const finding of findings) expectReadable(finding);
          const { found } = more ?? {};
          if (found !== undefined) {
            expect(findings[0]?.found).toEqual(typeof found === 'string' ? found : expect.stringMatching(found));
          }
        });
      });
    }

    it.each(['ResourceArn', 'CopyJobId', 'ResourceName'])('judges a job that does not report its %s', async (field) => {
      for (const missing of [undefined, null, '']) {
        expect((await askOf([{ ...breach, [field]: missing }], given)).outcomes).toEqual(['NOT_MET']);
      }
    });

    const { states } = expectations;
    if (typeof states !== 'string' || states === 'ANY') {
      const judged = (state: string | null) => states === 'ANY' || (state !== null && states.includes(state));
      it.each([...COPY_JOB_STATES, 'ABORTED', 'completed', '', null].map((state) => [state, judged(state)] as const))(
        'asks a job in the state %s: %s',
        async (State, isJudged) => {
          const { outcomes } = await askOf([{ ...breach, State }], given);
          expect(outcomes).toEqual([isJudged ? 'NOT_MET' : 'NO_SUBJECT']);
        },
      );
    }

    const followsParent = expectations.members === 'FOLLOW_PARENT';
    it(`${followsParent ? 'leaves a member to its parent' : 'asks a member, whatever its parent'}, if that was read`, async () => {
      const member = { ...breach, CopyJobId: 'member', ParentJobId: 'parent' };
      const parent = aCopyJob({ ...breach, CopyJobId: 'parent', IsParent: true });
      const subjects = async (jobs: readonly RawCopyJob[]) =>
        (await askOf(jobs, given)).findings.map(({ subject }) => subject.id).sort();
      expect(await subjects([member])).toEqual(['member']);
      expect(await subjects([member, parent])).toEqual(followsParent ? ['parent'] : ['member', 'parent']);
    });
  });
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
