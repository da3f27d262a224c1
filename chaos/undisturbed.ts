import type { Execution } from './execution.js';
import { HOUR } from '../audit/schema.js';
import { againstRules } from './rules.js';
import { type Items, Stage } from './stage.js';
import { type Seen, seenIn } from './seen.js';
import type { World } from './world.js';

/** What a world comes to when nothing goes wrong: what every seed of it is compared with. */
export interface Undisturbed {
  /** What lies in the table when the run of a seed begins. */
  readonly items: Items;
  readonly before: Seen | undefined;
  readonly run: Seen;
  /** The run after, upon that one. */
  readonly next: Seen;
  /** How many requests the run made. */
  readonly requests: number;
  /** How the run differs from what the rules say. */
  readonly broken: readonly string[];
}

/** Plays an execution on a stage; whoever answers requests has to be told of it. */
export type Play = (stage: Stage, plan: Execution['plan'], world: World) => Promise<Execution>;

export const nextAfter = ({ asOf }: World) => ({ name: 'next', startsAt: asOf + 6 * HOUR });
export const runOf = ({ asOf }: World) => ({ name: 'run', startsAt: asOf });
/** After all that happens. */
export const endOf = ({ asOf }: World): number => asOf + 12 * HOUR;

export const undisturbed = async (world: World, play: Play, endpoint: string): Promise<Undisturbed> => {
  const stage = await Stage.open();
  try {
    const see = () => seenIn(stage.table(endOf(world)));
    const seen = async (plan: Execution['plan']) => {
      const execution = await play(stage, plan, world);
      const found = await see();
      if (found === undefined) throw new Error(`World ${world.number} does not come to a report undisturbed`);
      return { found, execution };
    };
    await stage.declare(world.definition, world.before ?? world.asOf);
    const before = world.before === undefined ? undefined : await seen({ name: 'before', startsAt: world.before });
    const items = await stage.items();
    const run = await seen(runOf(world));
    const next = await seen(nextAfter(world));
    const found = { before: before?.found, run: run.found, next: next.found };
    const broken = await againstRules(world, endpoint, found);
    return { items, ...found, requests: run.execution.requests, broken };
  } finally {
    await stage.close();
  }
};
