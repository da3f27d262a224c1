import { bindControls, includesJob } from '../../audit/bind.js';
import { BoundReport } from '../../audit/bound-report.js';
import { CopyJob } from '../../audit/copy-job.js';
import { type DefinitionInput, parseDefinition } from '../../audit/definition.js';
import { AS_OF } from '../kit/audit-of.js';

type Controls = NonNullable<DefinitionInput['controls']>;
const bound = (controls: Controls, tagged: readonly string[] = []) =>
  bindControls(parseDefinition({ name: 'report', controls }), () => new Set(tagged));

const RDS = 'arn:aws:rds:eu-west-1:111111111111:db:orders';
const EBS = 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-1';

describe('the id of a control', () => {
  it.each<[Controls, string[]]>([
    [[{ control: 'completed' }], ['completed']],
    [
      [{ control: 'completed' }, { control: 'completed' }, { control: 'completed' }],
      ['completed', 'completed-2', 'completed-3'],
    ],
    [
      [{ control: 'completed', id: 'mine' }, { control: 'completed' }],
      ['mine', 'completed'],
    ],
    // A given id is never taken by a control that has none.
    [
      [{ control: 'completed' }, { control: 'crossRegion', id: 'completed' }],
      ['completed-2', 'completed'],
    ],
    [
      [{ control: 'completed' }, { control: 'completed' }, { control: 'completed', id: 'completed-2' }],
      ['completed', 'completed-3', 'completed-2'],
    ],
    [
      [
        { control: 'completed', id: '__proto__' },
        { control: 'completed', id: 'constructor' },
      ],
      ['__proto__', 'constructor'],
    ],
  ])('%j: %j', (controls, ids) => {
    expect(bound(controls).map(({ id }) => id)).toEqual(ids);
  });
});

it('the severity of a control is the declared one, else its own', () => {
  expect(
    bound([{ control: 'completed' }, { control: 'completed', severity: 'LOW' }]).map(({ severity }) => severity),
  ).toEqual([...['HIGH', 'LOW']]);
});

describe('a control is narrowed', () => {
  const jobs = [
    { ResourceArn: RDS, ResourceType: 'RDS' },
    { ResourceArn: EBS, ResourceType: 'EBS' },
    { ResourceArn: RDS },
    { ResourceType: 'RDS' },
    {},
  ];
  it.each<[string, Omit<Controls[number], 'control'>, boolean[]]>([
    ['by nothing: everything', {}, [true, true, true, true, true]],
    ['by type: what reports no type is out', { resourceTypes: ['RDS', 'S3'] }, [true, false, false, true, false]],
    ['by ARN: what reports no ARN is out', { resourceArns: ['*:db:*', 'x'] }, [true, false, true, false, false]],
    [
      'by both: both must match',
      { resourceTypes: ['RDS'], resourceArns: ['*:db:*'] },
      [true, false, false, false, false],
    ],
    ['by tags: what carries them', { taggedWith: { tier: 'gold' } }, [false, true, false, false, false]],
  ])('%s', (_, options, expected) => {
    const [control] = bound([{ control: 'completed', ...options }], [EBS]);
    expect(jobs.map((raw) => includesJob(control!.narrowing, new CopyJob(raw)))).toEqual(expected);
  });

  it('to nothing where nobody says what carries its tags', () => {
    const [control] = bindControls(
      parseDefinition({ name: 'r', controls: [{ control: 'completed', taggedWith: { a: '' } }] }),
    );
    expect(control!.narrowing.includes(EBS, 'EBS')).toBe(false);
  });

  it('alike, so that it shares a tally with others', () => {
    const keys = bound([
      ...[{ control: 'completed' }, { control: 'crossRegion' }],
      ...[
        { control: 'completed', resourceTypes: ['RDS'] },
        { control: 'crossRegion', resourceTypes: ['RDS'] },
      ],
      ...[
        { control: 'completed', resourceArns: ['RDS'] },
        { control: 'completed', taggedWith: { a: 'RDS' } },
      ],
    ] as Controls).map(({ narrowing }) => narrowing.key);
    expect(keys.slice(0, 2)).toEqual(['', '']);
    expect(keys[2]).toBe(keys[3]);
    expect(new Set(keys).size).toBe(4);
  });
});

describe('a report that is bound', () => {
  const report = new BoundReport(
    parseDefinition({
      name: 'report',
      filterSets: [{ name: 'a' }, { name: 'b' }],
      controls: [
        { control: 'completed', filterSets: ['b'] },
        { control: 'freshWithin', within: '1d' },
        { control: 'freshWithin', within: '1d', from: 'BACKUP_CREATION', filterSets: ['a'] },
      ] as Controls,
    }),
    AS_OF,
  );

  it('asks of each filter set the controls that are not narrowed to another', () => {
    const idsOn = (name: string) => report.controlsOn(name).map(({ id }) => id);
    expect(idsOn('a')).toEqual(['freshWithin', 'freshWithin-2']);
    expect(idsOn('b')).toEqual(['completed', 'freshWithin']);
  });

  it('reads backup jobs only where a control asks for their clock', () => {
    expect(['a', 'b'].map((name) => report.needsBackupClock(report.filterSet(name)))).toEqual([true, false]);
  });

  it('knows no filter set but its own', () => {
    expect(() => report.filterSet('c')).toThrow('There is no filter set c in report report');
  });
});
