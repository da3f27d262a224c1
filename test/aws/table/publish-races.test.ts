import type { RawCopyJob } from '../../../audit/copy-job.js';
import { HOUR } from '../../../audit/schema.js';
import { type Publication, type RunToPublish, publishRun } from '../../../aws/table/publish-run.js';
import { ReportReader } from '../../../aws/table/reader.js';
import { Table } from '../../../aws/table/table.js';
import { type EmbeddedTable, startTable } from '../../../cli/embedded-table.js';
import { Random } from '../../../sandbox/scenario/random.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { REPORT, aRun } from '../../kit/a-run.js';
import { AS_OF } from '../../kit/audit-of.js';
import { FaultyDynamoDb } from '../../../chaos/faulty-dynamodb.js';
import type { Fate } from '../../../chaos/fates.js';
import { type Choice, Turns } from '../../kit/turns.js';

// Each interleaving has a table and wires of its own.
jest.setTimeout(300_000);

const job = (name: string, State: string, hours: number): RawCopyJob =>
  aCopyJob({
    CopyJobId: `${name}-${State}`,
    ResourceArn: `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`,
    CreationDate: new Date(AS_OF + hours * HOUR),
    CompletionDate: new Date(AS_OF + hours * HOUR),
    State,
  });

// 'a' never changes, 'b' breaks and is mended, 'c' comes, 'd' goes.
const JOBS = {
  zero: [job('a', 'COMPLETED', -1), job('b', 'COMPLETED', -1), job('d', 'FAILED', -30)],
  one: [job('a', 'COMPLETED', -1), job('b', 'FAILED', -1), job('c', 'FAILED', -2)],
  two: [job('a', 'COMPLETED', -1), job('b', 'COMPLETED', 1), job('c', 'FAILED', -2)],
} as const;
const HOURS = { zero: 0, one: 2, two: 3 } as const;
type Name = keyof typeof JOBS;

const runOf = (name: Name): Promise<RunToPublish> =>
  aRun(JOBS[name], {
    asOf: AS_OF + HOURS[name] * HOUR,
    definition: { filterSets: [{ name: 'all', createdWithin: '25h' }] },
  });

/** All that a reader is shown, without when it was published. */
const shown = async (reader: ReportReader) => {
  const latest = await reader.latestOf(REPORT);
  const findings = [];
  for await (const { subject, firstSeen } of reader.findingsOf(REPORT, latest!.runId))
    findings.push([subject.id, firstSeen]);
  const rows = (await reader.rowsOf(REPORT)).map(({ resourceArn, jobsByState }) => [resourceArn, jobsByState]);
  const { runId, status, statusSince, previousRunId } = latest!;
  return { runId, status, statusSince, previousRunId, findings, rows: rows.sort() };
};
type Shown = Awaited<ReturnType<typeof shown>>;

/** Publishers of one report, each with a wire and a clock of its own, in front of one table. */
class Race {
  private constructor(
    readonly embedded: EmbeddedTable,
    readonly ids: Readonly<Record<Name, string>>,
    readonly runs: Readonly<Record<Name, RunToPublish>>,
  ) {}

  static async start(): Promise<Race> {
    const runs = { zero: await runOf('zero'), one: await runOf('one'), two: await runOf('two') };
    const race = new Race(
      await startTable(),
      { zero: runs.zero.runId, one: runs.one.runId, two: runs.two.runId },
      runs,
    );
    await race.publish('zero');
    return race;
  }

  publish(name: Name): Promise<Publication> {
    return publishRun(this.#table(AS_OF + 4 * HOUR), this.runs[name]);
  }

  get reader(): ReportReader {
    return new ReportReader(this.#table(AS_OF + 5 * HOUR));
  }

  async history(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { runId } of this.reader.history(REPORT)) ids.push(runId);
    return ids;
  }

  /** What each publisher answered in the end. A task that failed is tried again, as by the state machine. */
  async run(names: readonly Name[], choose: Choice, skew = 0): Promise<Publication[]> {
    const turns = new Turns();
    const wires: FaultyDynamoDb[] = [];
    const answers: Publication[] = [];
    const { name: tableName, client } = this.embedded.connection;
    const players = [];
    for (const [index, name] of names.entries()) {
      const player = `${name} ${index}`;
      const wire = await FaultyDynamoDb.start(client.endpoint);
      wire.decide = () => turns.hold(player);
      wires.push(wire);
      const table = new Table({
        name: tableName,
        client: { ...client, endpoint: wire.url },
        // Clocks of functions differ, and not in the order of their runs.
        now: () => AS_OF + 4 * HOUR + (index % 2 === 0 ? skew : -skew),
      });
      const run = async () => {
        for (let attempt = 1; answers[index] === undefined; attempt += 1) {
          const answer = await publishRun(table, this.runs[name]).catch((error: unknown) => {
            if (attempt >= 5) throw error;
          });
          if (answer !== undefined) answers[index] = answer;
        }
      };
      players.push({ name: player, run });
    }
    const seen: string[] = [];
    await turns.play(players, choose, async () => {
      const { runId } = (await this.reader.latestOf(REPORT))!;
      if (seen.at(-1) !== runId) seen.push(runId);
    });
    for (const wire of wires) await wire.close();
    // What is shown never goes back to an older run, and no run is shown twice.
    expect(seen).toEqual([...new Set(seen)].sort());
    return answers;
  }

  #table(now: number): Table {
    return new Table({ ...this.embedded.connection, now: () => now });
  }

  close(): Promise<void> {
    return this.embedded.close();
  }
}

/** What is shown when runs are published one after the other, by the runs. */
const oneByOne = async (...names: readonly Name[]): Promise<Shown> => {
  const race = await Race.start();
  for (const name of names) await race.publish(name);
  const after = await shown(race.reader);
  await race.close();
  return after;
};

let alone: Shown;
let inTurn: Shown;
beforeAll(async () => {
  alone = await oneByOne('two');
  inTurn = await oneByOne('one', 'two');
  expect(alone).not.toEqual(inTurn);
});

/** The newest run is shown, whole, as if the others had been published before it or not at all; each exactly once. */
const expectNewestOnce = async (race: Race, answers: readonly Publication[], names: readonly Name[]): Promise<void> => {
  const { ids } = race;
  const history = await race.history();
  const isOneIn = history.includes(ids.one);
  expect(await shown(race.reader)).toEqual(isOneIn ? inTurn : alone);
  expect(history).toEqual([ids.two, ...(isOneIn ? [ids.one] : []), ids.zero]);
  for (const [index, answer] of answers.entries())
    expect([names[index], answer.published]).toEqual([names[index], names[index] === 'two' || isOneIn]);
};

const played = async (names: readonly Name[], choose: Choice, skew?: number): Promise<Publication[]> => {
  const race = await Race.start();
  try {
    const answers = await race.run(names, choose, skew);
    await expectNewestOnce(race, answers, names);
    return answers;
  } finally {
    await race.close();
  }
};

/** Goes on with one until it made so many requests, then with the other to its end, then with the first again. */
const switchingAfter = (first: number, requests: number): Choice => {
  let made = 0;
  return (playing) => {
    const other = playing[1 - first] ?? playing[0]!;
    const name = playing.length < 2 || made >= requests ? other : playing[first]!;
    made += 1;
    return { name, fate: 'PASS' };
  };
};

/** Whose turn it is, is drawn; a process ends with so many of the requests, but not more often than a task is tried. */
const atRandom = (seed: number, crash: number): Choice => {
  const random = new Random('races', seed);
  let crashes = 0;
  return (playing) => {
    const name = random.pick(playing as [string, ...string[]]);
    if (crashes === MOST_CRASHES || !random.chance(crash)) return { name, fate: 'PASS' };
    crashes += 1;
    return { name, fate: random.pick<Fate>(['DENY_DONE', 'DENY']) };
  };
};
const MOST_CRASHES = 4;

describe('runs of one report that are published at the same time', () => {
  it.each([0, 1])('come to the newest, wherever one is interrupted by the other: %i first', async (first) => {
    let overtaken = 0;
    for (let requests = 1; requests <= 22; requests += 3) {
      const answers = await played(['one', 'two'], switchingAfter(first, requests));
      if (answers[0]?.published === false) overtaken += 1;
    }
    // Both happen: the older one is in time, and it is not.
    expect(overtaken).toBeGreaterThan(0);
    expect(overtaken).toBeLessThan(8);
  });

  it('come to the newest in any order of their requests, with clocks that differ', async () => {
    for (let seed = 1; seed <= 5; seed += 1) await played(['one', 'two'], atRandom(seed, 0), 10 * 60_000);
  });

  it('come to the newest when two tasks publish the same run', async () => {
    for (let seed = 1; seed <= 5; seed += 1) await played(['one', 'two', 'two'], atRandom(seed, 0), 60_000);
  });

  it('come to the newest when processes end in the middle, and their tasks are tried again', async () => {
    for (let seed = 1; seed <= 8; seed += 1) await played(['two', 'one', 'two'], atRandom(seed, 0.05));
  });
});
