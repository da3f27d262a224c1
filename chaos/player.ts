import { sha256 } from '../audit/canonical.js';
import { type Sandbox, startSandbox } from '../sandbox/index.js';
import type { Bundles } from './bundles.js';
import { Execution } from './execution.js';
import { FaultyDynamoDb } from './faulty-dynamodb.js';
import { Functions } from './functions.js';
import { type EndKind, differences, judge } from './law.js';
import { type Seen, seenIn } from './seen.js';
import { Stage } from './stage.js';
import { type Undisturbed, endOf, nextAfter, runOf, undisturbed } from './undisturbed.js';
import { Weather, climateOf } from './weather.js';
import { ACCOUNTS, type World, worldNumberOf, worldOf } from './world.js';

// Whether the run after is right costs as much as the run itself.
const FOLLOWED = 8;

/** What became of a seed. */
export interface Played {
  readonly seed: number;
  readonly kind: EndKind;
  readonly broken: readonly string[];
  /** What went wrong, and how often. */
  readonly faults: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly requests: number;
  /** Of the same seed always the same, for it is of all that happened. */
  readonly digest: string;
  readonly trace: readonly string[];
}

/** Plays seeds, one after the other, with real servers and real processes. */
export class Player {
  readonly #functions: Functions;
  readonly #sandboxes = new Map<number, Sandbox>();
  readonly #undisturbed = new Map<number, Undisturbed>();
  readonly #worlds = new Map<number, World>();
  #current: Execution | undefined;

  private constructor(
    bundles: Bundles,
    readonly wire: FaultyDynamoDb,
  ) {
    this.#functions = new Functions(bundles);
    wire.decide = (seen) => this.#current?.onDynamoDb(seen) ?? 'PASS';
    wire.onSilence = () => this.#current?.onSilence();
  }

  static async start(bundles: Bundles): Promise<Player> {
    return new Player(bundles, await FaultyDynamoDb.start());
  }

  async play(seed: number): Promise<Played> {
    const world = this.#world(worldNumberOf(seed));
    const expected = await this.#expected(world);
    const weather = new Weather(seed, climateOf(seed, expected.requests));
    this.wire.onConditionFailed = () => weather.count('condition not met');
    const stage = await Stage.open(expected.items);
    try {
      const execution = await this.#execution(stage, { ...runOf(world), weather, seed }, world);
      const end = await execution.run();
      this.#current = undefined;
      const { before, run } = expected;
      const { ambiguous } = world;
      const after = await seenIn(stage.table(endOf(world)));
      const faults = new Set(weather.counts.keys());
      const { kind, broken } = judge({ end, before, after, undisturbed: run, faults, ambiguous });
      const isFollowed = seed % FOLLOWED === 0 || kind === 'FAILED';
      const next = isFollowed ? await this.#next(world, expected, stage, kind) : [];
      return {
        seed,
        kind,
        broken: [...expected.broken, ...broken, ...next],
        faults: Object.fromEntries(weather.counts),
        calls: execution.calls,
        requests: execution.requests,
        digest: sha256(execution.trace.join('\n')),
        trace: execution.trace,
      };
    } finally {
      await stage.close();
    }
  }

  async close(): Promise<void> {
    this.#functions.close();
    for (const sandbox of this.#sandboxes.values()) await sandbox.close();
    await this.wire.close();
  }

  /** The run after, when the weather is fine again, comes to what it would have come to. */
  async #next(world: World, expected: Undisturbed, stage: Stage, kind: EndKind): Promise<readonly string[]> {
    await this.#play(stage, nextAfter(world), world);
    const after = await seenIn(stage.table(endOf(world)));
    if (after === undefined) return ['the run after is not published'];
    if (kind === 'WHOLE') return differences(expected.next, after).map((sentence) => `the run after: ${sentence}`);
    // What was seen when, and which run was before, is another story then.
    const verdicts = ({ run, findings }: Seen) =>
      [run.status, run.complete, ...findings.map(({ id, verdict }) => `${id} ${verdict}`).sort()].join('\n');
    return verdicts(after) === verdicts(expected.next) ? [] : ['the run after judges otherwise'];
  }

  #world(number: number): World {
    const world = this.#worlds.get(number) ?? worldOf(number);
    this.#worlds.set(number, world);
    return world;
  }

  async #expected(world: World): Promise<Undisturbed> {
    const there = this.#undisturbed.get(world.number);
    if (there !== undefined) return there;
    const { url } = await this.#sandbox(world);
    const found = await undisturbed(world, (stage, plan) => this.#play(stage, plan, world), url);
    this.#undisturbed.set(world.number, found);
    return found;
  }

  async #play(stage: Stage, plan: Execution['plan'], world: World): Promise<Execution> {
    const execution = await this.#execution(stage, plan, world);
    const end = await execution.run();
    this.#current = undefined;
    if (end.kind === 'FAILED') throw new Error(`Nothing went wrong, and the execution failed: ${end.cause}`);
    return execution;
  }

  async #execution(stage: Stage, plan: Execution['plan'], world: World): Promise<Execution> {
    const { url: backupUrl } = await this.#sandbox(world);
    this.wire.upstream = stage.upstream;
    const tableName = stage.embedded.connection.name;
    const setting = { functions: this.#functions, backupUrl, tableUrl: this.wire.url, tableName };
    this.#current = new Execution(setting, plan);
    return this.#current;
  }

  async #sandbox(world: World): Promise<Sandbox> {
    const { copyJobs, backupJobs, protectedResources, number, asOf } = world;
    const there = this.#sandboxes.get(number);
    if (there !== undefined) return there;
    const sandbox = await startSandbox({
      ...{ copyJobs, backupJobs, protectedResources },
      scopeByRegion: true,
      callerAccountId: ACCOUNTS[0],
      faultPlan: (request) => this.#current?.onBackup(request),
      now: () => asOf,
    });
    this.#sandboxes.set(number, sandbox);
    return sandbox;
  }
}
