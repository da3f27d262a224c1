import { bindControls } from '../../audit/bind.js';
import { CopyJob } from '../../audit/copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import { type Remembered, addRemembered, isRemembered } from '../../audit/remembered.js';
import { DAY, HOUR } from '../../audit/schema.js';
import { Tally } from '../../audit/tally.js';
import { aCopyJob, ago } from '../kit/a-copy-job.js';
import { AS_OF } from '../kit/audit-of.js';

const VOLUME = 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-0123456789abcdef0';
const known = (fields: Partial<Remembered> = {}): Remembered => ({
  filterSet: 'all',
  arn: VOLUME,
  type: 'EBS',
  name: 'orders',
  accountId: '111111111111',
  firstCreated: AS_OF - 60 * DAY,
  newestCreated: AS_OF - 40 * DAY,
  newest: { COPY_CREATION: AS_OF - 41 * DAY, COPY_COMPLETION: AS_OF - 40 * DAY },
  seen: AS_OF - 35 * DAY,
  ...fields,
});

const tallyWith = (remembered: readonly Remembered[], jobs = [] as ReturnType<typeof aCopyJob>[]) => {
  const tally = new Tally({
    asOf: AS_OF,
    sizes: 0,
    periods: [],
    destinations: false,
    schedules: false,
    recoveryPoints: false,
    shares: false,
  });
  for (const raw of jobs) tally.add(new CopyJob(raw), {});
  addRemembered(tally, remembered, undefined);
  return tally;
};

describe('a resource is remembered', () => {
  it.each<[string, Partial<Remembered>, boolean]>([
    ['as long as said', { newestCreated: AS_OF - 90 * DAY }, true],
    ['and no millisecond longer', { newestCreated: AS_OF - 90 * DAY - 1 }, false],
    [
      'since it was seen, where no job of it says when it was created',
      { newestCreated: undefined, seen: AS_OF - 90 * DAY },
      true,
    ],
    ['and then forgotten', { newestCreated: undefined, seen: AS_OF - 90 * DAY - 1 }, false],
    ['not longer because it was seen later', { newestCreated: AS_OF - 91 * DAY, seen: AS_OF }, false],
  ])('%s', (_, fields, expected) => {
    expect(isRemembered(known(fields), AS_OF, 90 * DAY)).toBe(expected);
  });
});

describe('what is remembered', () => {
  it('stands for a resource of which nothing was read', () => {
    expect([...tallyWith([known()]).resources.values()]).toMatchObject([
      {
        arn: VOLUME,
        isRemembered: true,
        types: ['EBS'],
        description: { name: 'orders', accountId: '111111111111' },
        goodCopies: 0,
        firstCreated: AS_OF - 60 * DAY,
        newest: { COPY_CREATION: AS_OF - 41 * DAY, COPY_COMPLETION: AS_OF - 40 * DAY },
      },
    ]);
  });

  it('adds its dates to a resource that was read, and nothing else', () => {
    const job = aCopyJob({ ResourceArn: VOLUME, ResourceName: 'renamed', State: 'FAILED', CreationDate: ago(HOUR) });
    const [resource] = tallyWith([known()], [job]).resources.values();
    expect(resource).toMatchObject({
      isRemembered: false,
      description: { name: 'renamed' },
      firstCreated: AS_OF - 60 * DAY,
      newestCreated: AS_OF - HOUR,
      newest: { COPY_CREATION: AS_OF - 41 * DAY },
    });
  });

  it('never makes a newer date older', () => {
    const [resource] = tallyWith([known()], [aCopyJob({ ResourceArn: VOLUME })]).resources.values();
    expect(resource?.newest).toMatchObject({ COPY_CREATION: AS_OF - 5 * HOUR, COPY_COMPLETION: AS_OF - 4 * HOUR });
  });

  it('is narrowed by the type and ARN that it had', () => {
    const controls = [{ control: 'completed' as const, resourceTypes: ['EBS'] }];
    const narrowing = bindControls(parseDefinition({ name: 'report', controls }))[0]!.narrowing;
    const tally = tallyWith([]);
    addRemembered(
      tally,
      [known(), known({ arn: 'arn:b', type: 'RDS' }), known({ arn: 'arn:c', type: undefined })],
      narrowing,
    );
    expect([...tally.resources.keys()]).toEqual([VOLUME]);
  });
});
