import type { Finding } from '../../audit/finding.js';
import { type Evidence, judge } from '../../chaos/law.js';
import type { Seen } from '../../chaos/seen.js';

type Fields = { readonly [K in keyof Seen]?: object };

const finding = (id: string, verdict: Finding['verdict']) =>
  ({ id, verdict, subject: { type: 'job', id: `job of ${id}` }, controlId: 'completed' }) as Finding;

const aReport = ({ run, ...fields }: Fields = {}): Seen =>
  ({
    summary: { status: 'NON_COMPLIANT' },
    run: { status: 'NON_COMPLIANT', complete: true, units: [{ filterSet: 'all' }], ...run },
    findings: [finding('a', 'NOT_MET')],
    rows: [],
    history: ['2', '1'],
    ...fields,
  }) as unknown as Seen;

const before = aReport({ history: ['1'], findings: [] });
const unread = (
  error: string | undefined,
  { run, findings = [finding('a', 'NOT_MET')], ...fields }: Fields = {},
): Seen => {
  const counts = { findingCounts: { total: (findings as Finding[]).length }, counts: { resources: 0 } };
  return aReport({
    ...fields,
    findings,
    run: { status: 'ERROR', complete: false, units: [{ error }], ...counts, ...run },
  });
};
const throttled = 'ThrottlingException: Rate exceeded';

const judged = (evidence: Partial<Evidence>) =>
  judge({
    end: { kind: 'SUCCEEDED', published: true },
    before,
    after: aReport(),
    undisturbed: aReport(),
    faults: new Set(['backup: throttled']),
    ambiguous: new Set(),
    ...evidence,
  });

describe('the law of chaos', () => {
  it('is kept by a report that is the same as without any fault', () => {
    expect(judged({})).toEqual({ kind: 'WHOLE', broken: [] });
  });

  it('is broken by a whole report that is another one', () => {
    const { broken } = judged({ after: aReport({ findings: [] }) });
    expect(broken).toEqual([expect.stringMatching(/^findings: \.0 is not there, not \{"id":"a"/)]);
  });

  it('is kept by a report that could not be read and says why', () => {
    expect(judged({ after: unread(throttled) })).toEqual({ kind: 'ERROR', broken: [] });
  });

  it.each<[string, Seen, RegExp]>([
    ['is green', unread(throttled, { run: { status: 'COMPLIANT' } }), /is COMPLIANT, though some of it was not read/],
    ['names another cause', unread('AccessDenied'), /does not name what went wrong: "AccessDenied"/],
    ['names none', unread(undefined), /no unit says why/],
    [
      'is certain of what is not so',
      unread(throttled, { findings: [finding('b', 'NOT_MET')] }),
      /certain that job of b does not meet completed/,
    ],
    ['lost findings', unread(throttled, { run: { findingCounts: { total: 2 } } }), /tells of 2 findings, and shows 1/],
    ['lost rows', unread(throttled, { run: { counts: { resources: 3 } } }), /tells of 3 rows, and shows 0/],
    ['was published twice', unread(throttled, { history: ['2', '2', '1'] }), /^history/],
  ])('is broken by a report that could not be read to its end and %s', (_what, after, sentence) => {
    expect(judged({ after })).toEqual({ kind: 'ERROR', broken: [expect.stringMatching(sentence)] });
  });

  it('takes what was not read for undetermined, and a job that is there twice for what it may be', () => {
    const after = unread(throttled, { findings: [finding('b', 'UNDETERMINED'), finding('c', 'NOT_MET')] });
    expect(judged({ after, ambiguous: new Set(['job of c']) }).broken).toEqual([]);
  });

  it('is kept by an execution that failed, said why, and left the report of before', () => {
    const end = { kind: 'FAILED', cause: 'AccessDeniedException: not authorized' } as const;
    const faults = new Set(['table: denied']);
    expect(judged({ end, faults, after: before })).toEqual({ kind: 'FAILED', broken: [] });
    expect(judged({ end, faults, after: undefined }).broken).toEqual([expect.stringMatching(/^failed, and left/)]);
    expect(judged({ end, after: before }).broken).toEqual([expect.stringMatching(/does not name/)]);
  });

  it('is broken by an execution that published nothing and does not know it', () => {
    expect(judged({ after: before }).broken).toEqual([expect.stringMatching(/nothing is published/)]);
    const end = { kind: 'SUCCEEDED', published: false } as const;
    expect(judged({ end }).broken).toEqual([expect.stringMatching(/a newer run/)]);
  });
});
