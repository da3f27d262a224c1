import { CopyJob, type RawCopyJob } from '../../audit/copy-job.js';
import { childrenOf, membersOf } from '../../audit/members.js';

const job = (CopyJobId: string, ParentJobId: string | undefined, fields: RawCopyJob = {}) =>
  [CopyJobId, new CopyJob({ CopyJobId, ParentJobId, State: 'FAILED', ...fields })] as const;

describe('the members that a finding of a composite names', () => {
  it('are those that did not complete, and theirs', () => {
    const members = membersOf([
      job('a', 'top', { State: 'PARTIAL', IsParent: true }),
      job('b', 'top', { State: 'COMPLETED' }),
      job('c', 'a', { StatusMessage: 'Access denied', ResourceArn: 'arn:c', ResourceType: 'EBS' }),
      job('d', 'other'),
      job('e', undefined),
    ]);
    const c = {
      copyJobId: 'c',
      resourceArn: 'arn:c',
      resourceType: 'EBS',
      state: 'FAILED',
      statusMessage: 'Access denied',
    };
    expect(childrenOf('top', members)).toEqual([
      {
        copyJobId: 'a',
        state: 'PARTIAL',
        children: [{ ...c, cause: expect.objectContaining({ id: 'access-denied' }) }],
      },
    ]);
    expect(childrenOf('c', members)).toEqual([]);
    expect(childrenOf(undefined, members)).toEqual([]);
  });

  it('are each named once, as first told', () => {
    const members = membersOf([job('a', 'top', { State: 'RUNNING' })], [job('a', 'top'), job('b', 'top')]);
    expect(childrenOf('top', members).map(({ copyJobId, state }) => [copyJobId, state])).toEqual([
      ['a', 'RUNNING'],
      ['b', 'FAILED'],
    ]);
  });

  it('end after ten layers, even of a composite that is in itself', () => {
    const depthOf = (children: ReturnType<typeof childrenOf>): number =>
      children.length === 0 ? 0 : 1 + Math.max(...children.map(({ children: inner = [] }) => depthOf(inner)));
    expect(depthOf(childrenOf('a', membersOf([job('a', 'b'), job('b', 'a')])))).toBe(10);
  });
});
