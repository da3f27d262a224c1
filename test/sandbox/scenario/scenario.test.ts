import { createHash } from 'node:crypto';
import { causeOf } from '../../../audit/causes.js';
import type { RawCopyJob } from '../../../audit/copy-job.js';
import { type ScenarioOptions, generateJobs, generateScenario } from '../../../sandbox/index.js';

const AS_OF = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const digest = (records: Iterable<unknown>): string => {
  const hash = createHash('sha256');
  for (const record of records) hash.update(JSON.stringify(record));
  return hash.digest('hex');
};

const jobs = (options: Partial<ScenarioOptions> = {}): RawCopyJob[] => [
  ...generateJobs({ seed: 'shape', count: 3_000, asOf: AS_OF, ...options }),
];
const SHAPE = jobs();
const created = (job: RawCopyJob): number => Number(job['CreationDate']) * 1000;
const completed = (job: RawCopyJob): number => Number(job['CompletionDate']) * 1000;
const where = (fields: Readonly<Record<string, unknown>>): RawCopyJob[] =>
  SHAPE.filter((job) => Object.entries(fields).every(([name, value]) => job[name] === value));

describe('a scenario', () => {
  it('is the same to the byte from the same options, and another from another seed', () => {
    const of = (seed: number) => {
      const { copyJobs, backupJobs, protectedResources } = generateScenario({ seed, count: 300, asOf: AS_OF });
      return [copyJobs, backupJobs, protectedResources].map(digest);
    };
    expect(of(1)).toEqual(of(1));
    of(1).forEach((text, index) => expect(text).not.toBe(of(2)[index]));
  });

  it('is the same each time that it is read', () => {
    const { copyJobs } = generateScenario({ count: 100, asOf: AS_OF });
    expect([...copyJobs]).toEqual([...copyJobs]);
  });

  it('takes its time as a Date, as milliseconds or as text', () => {
    const [text, date, ms] = ['2026-11-23T12:00:00Z', new Date(AS_OF), AS_OF].map((asOf) =>
      digest(jobs({ asOf, count: 50 })),
    );
    expect([text, date]).toEqual([ms, ms]);
  });

  it.each([0, 1, 2, 10, 99, 1_234])(
    'has %d copy jobs where so many are asked for, each with an id of its own',
    (count) => {
      expect(new Set(jobs({ count }).map((job) => job['CopyJobId'])).size).toBe(count);
      expect(jobs({ count })).toHaveLength(count);
    },
  );

  it.each([{ asOf: 'someday' }, { count: -1 }, { count: 1.5 }, { burst: 2 }, { accounts: [] }])(
    'is refused for %j',
    (options) => {
      expect(() => jobs(options)).toThrow(RangeError);
    },
  );
});

describe('an organization', () => {
  it('has the accounts and Regions that it is given', () => {
    const some = jobs({ accounts: ['000000000000'], regions: ['ap-south-1'], count: 200 });
    expect(new Set(some.map((job) => job['AccountId']))).toEqual(new Set(['000000000000']));
    for (const job of some) expect(job['SourceBackupVaultArn']).toContain(':ap-south-1:000000000000:');
  });

  it('copies to another Region, and to a locked air-gapped vault of another account', () => {
    const regionOf = (arn: unknown) => String(arn).split(':')[3];
    for (const job of SHAPE) {
      expect(regionOf(job['DestinationBackupVaultArn'])).not.toBe(regionOf(job['SourceBackupVaultArn']));
    }
    const airGapped = where({ DestinationVaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' });
    expect(airGapped.length).toBeGreaterThan(50);
    for (const job of airGapped) {
      expect(job['DestinationVaultLockState']).toBe('LOCKED');
      expect(job['DestinationBackupVaultArn']).toContain(':999988887777:');
    }
  });

  it('makes four of five copies within one hour of the night, or as many as it is told', () => {
    const atNight = (some: RawCopyJob[]) =>
      some.filter((job) => new Date(created(job)).getUTCHours() === 1).length / some.length;
    expect(atNight(SHAPE)).toBeGreaterThan(0.75);
    expect(atNight(jobs({ burst: 0, count: 2_000 }))).toBeLessThan(0.2);
  });

  it('has a month of copies, of about one and a half kilobytes each', () => {
    const oldest = Math.min(...SHAPE.map(created));
    expect((AS_OF - oldest) / DAY).toBeGreaterThan(25);
    expect((AS_OF - oldest) / DAY).toBeLessThan(33);
    const bytes = JSON.stringify(SHAPE).length / SHAPE.length;
    expect(bytes).toBeGreaterThan(1_300);
    expect(bytes).toBeLessThan(1_650);
  });

  it('copies as its plans say, in their time zones', () => {
    const planOf = (job: RawCopyJob) => job['CreatedBy'] as Readonly<Record<string, unknown>> | undefined;
    expect(new Set(SHAPE.map((job) => planOf(job)?.['BackupRuleTimezone']))).toEqual(
      new Set(['Etc/UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Sydney', undefined]),
    );
    const sundays = SHAPE.filter((job) => planOf(job)?.['BackupRuleCron'] === 'cron(0 5 ? * SUN *)');
    expect(sundays.length).toBeGreaterThan(0);
    // Five on a Sunday morning in Sydney is Saturday evening in UTC.
    for (const job of sundays) expect(new Date(created(job)).getUTCDay()).toBe(6);
  });
});

describe('copy jobs', () => {
  it('are finished with a date and a category, or open with neither, and never younger than the scenario', () => {
    for (const job of SHAPE) {
      const isOpen = job['State'] === 'CREATED' || job['State'] === 'RUNNING';
      expect(created(job)).toBeLessThanOrEqual(AS_OF);
      expect('CompletionDate' in job).toBe(!isOpen);
      expect('MessageCategory' in job).toBe(!isOpen);
      if (isOpen) continue;
      expect(completed(job)).toBeGreaterThan(created(job));
      expect(completed(job)).toBeLessThanOrEqual(AS_OF);
    }
  });

  it('fail with messages of which the causes are known', () => {
    const failed = where({ State: 'FAILED' });
    expect(failed.length).toBeGreaterThan(50);
    const causes = failed.map(
      (job) =>
        causeOf({ StatusMessage: String(job['StatusMessage']), MessageCategory: String(job['MessageCategory']) }).id,
    );
    expect(causes.filter((id) => id.startsWith('message:') || id.startsWith('category:'))).toEqual([]);
    expect(new Set(causes).size).toBeGreaterThan(6);
  });

  it('are on demand where no plan made them, and then name neither plan nor backup job', () => {
    const onDemand = SHAPE.filter((job) => !('CreatedBy' in job));
    expect(onDemand.length).toBeGreaterThan(10);
    for (const job of onDemand) expect(job).not.toHaveProperty('CreatedByBackupJobId');
  });

  it('report no size, or none but 0, for relational databases', () => {
    const sizes = where({ ResourceType: 'RDS', State: 'COMPLETED' }).map((job) => job['BackupSizeInBytes']);
    expect(new Set(sizes)).toEqual(new Set([0, undefined]));
    for (const job of where({ ResourceType: 'EBS', State: 'COMPLETED' }))
      expect(job['BackupSizeInBytes']).toBeGreaterThan(0);
  });

  it('are COMPLETED with an issue, now and then', () => {
    const withIssues = where({ State: 'COMPLETED' }).filter((job) => job['MessageCategory'] !== 'SUCCESS');
    expect(withIssues.length).toBeGreaterThan(0);
    for (const job of withIssues) expect(job['StatusMessage']).toEqual(expect.any(String));
  });

  it('wait or run for days, a few of them', () => {
    const stuck = SHAPE.filter((job) => !('CompletionDate' in job) && AS_OF - created(job) > 2 * DAY);
    expect(stuck.length).toBeGreaterThan(0);
    for (const { ResourceArn } of stuck) {
      const later = where({ ResourceArn }).filter(
        (job) => created(job) > created(stuck.find((one) => one['ResourceArn'] === ResourceArn)!),
      );
      expect(later).toEqual([]);
    }
  });

  it('are under way near the scenario’s time, whenever that is', () => {
    for (const asOf of ['2026-11-23T12:00:00Z', '2026-06-01T20:30:00Z']) {
      const open = jobs({ asOf }).filter(
        (job) => !('CompletionDate' in job) && Date.parse(asOf) - created(job) < 2 * HOUR,
      );
      expect(open.length).toBeGreaterThan(0);
    }
  });
});

describe('composites', () => {
  const parents = where({ IsParent: true });

  it('have all their children, and say how they went', () => {
    expect(parents.length).toBeGreaterThan(10);
    for (const parent of parents) {
      const children = where({ ParentJobId: parent['CopyJobId'] });
      const inState: Record<string, number> = {};
      for (const { State } of children) inState[String(State)] = (inState[String(State)] ?? 0) + 1;
      expect(parent).toMatchObject({
        ResourceType: 'CloudFormation',
        NumberOfChildJobs: children.length,
        ChildJobsInState: inState,
      });
    }
  });

  it('are PARTIAL where a member cannot be copied', () => {
    const partial = where({ State: 'PARTIAL' });
    expect(partial.length).toBeGreaterThan(0);
    for (const { CopyJobId } of partial) {
      expect(where({ ParentJobId: CopyJobId, State: 'FAILED' })).toHaveLength(1);
    }
  });

  it('have children with a name of their own in the stack', () => {
    const children = SHAPE.filter((job) => 'ParentJobId' in job);
    for (const job of children)
      expect(job).toMatchObject({ IsParent: false, CompositeMemberIdentifier: expect.any(String) as string });
  });
});

describe('backups and resources of the same story', () => {
  const scenario = generateScenario({ seed: 'shape', count: 3_000, asOf: AS_OF });
  const backups = [...scenario.backupJobs];
  const resources = [...scenario.protectedResources];

  it('have the backup of each planned copy, finished before the copy began', () => {
    const byId = new Map(backups.map((job) => [job['BackupJobId'], job]));
    const planned = SHAPE.filter((job) => 'CreatedByBackupJobId' in job && AS_OF - created(job) < 29 * DAY);
    for (const job of planned) {
      const backup = byId.get(job['CreatedByBackupJobId'])!;
      expect(backup).toMatchObject({ State: 'COMPLETED', AccountId: job['AccountId'], CreatedBy: job['CreatedBy'] });
      expect(completed(backup)).toBeLessThanOrEqual(created(job));
      if (!('ParentJobId' in job)) {
        expect(backup).toMatchObject({
          RecoveryPointArn: job['SourceRecoveryPointArn'],
          ResourceArn: job['ResourceArn'],
        });
      }
    }
    expect(planned.length).toBeGreaterThan(2_000);
  });

  it('have a resource that is backed up still, but was not copied for days, and one that never was', () => {
    const newestCopy = new Map<unknown, number>();
    for (const job of SHAPE)
      newestCopy.set(job['ResourceArn'], Math.max(created(job), newestCopy.get(job['ResourceArn']) ?? 0));
    const backedUp = resources.filter((resource) => AS_OF - Number(resource['LastBackupTime']) * 1000 < 2 * DAY);
    const ages = backedUp.map(({ ResourceArn }) => AS_OF - (newestCopy.get(ResourceArn) ?? -Infinity));
    expect(ages.filter((age) => age > 5 * DAY && age < 30 * DAY).length).toBeGreaterThan(0);
    expect(ages).toContain(Infinity);
  });

  it('have the last good backup of each resource', () => {
    for (const resource of resources) {
      const good = backups.filter(
        (job) => job['ResourceArn'] === resource['ResourceArn'] && job['State'] === 'COMPLETED',
      );
      if (good.length === 0) continue; // older than backup jobs are kept
      expect(Math.max(...good.map((job) => Number(job['CompletionDate'])))).toBe(resource['LastBackupTime']);
    }
    expect(resources.length).toBeGreaterThan(80);
  });
});
