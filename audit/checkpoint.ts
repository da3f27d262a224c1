import type { SavedExpected } from './expected-reader.js';
import type { Slice } from './slice.js';
import type { TaggedResources } from './tagged.js';
import type { SavedUnitJudge } from './unit-judge.js';

/** How far a unit was read when its time was up: what whoever goes on has to know. Plain JSON. */
export interface Checkpoint {
  readonly slices: readonly Slice[];
  readonly judge: SavedUnitJudge;
  readonly expected: SavedExpected;
  /** Resources that carry the tags that controls are narrowed by. */
  readonly tagged: TaggedResources;
  readonly errors: readonly string[];
  /** What was answered the last time that a page had to be asked for again. */
  readonly waiting?: string;
  readonly pages: number;
  /** How often the unit was read from the start, and which jobs are judged last for it. */
  readonly attempt: number;
  readonly settleLast: readonly string[];
}
