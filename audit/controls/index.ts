import type { z } from 'zod';
import type { Control } from '../control.js';
import { completed } from './completed.js';
import { crossRegion } from './cross-region.js';
import { freshWithin } from './fresh-within.js';
import { minimumSuccessRate } from './minimum-success-rate.js';

/** The table of contents: every control, in the order in which reports show them. */
export const CONTROLS = [completed, crossRegion, freshWithin, minimumSuccessRate] as const;

/** The name of a control, the same word everywhere. */
export type ControlName = (typeof CONTROLS)[number]['name'];

type Named<N extends ControlName> = Extract<(typeof CONTROLS)[number], { name: N }>;

/** The options of a control as a judge is given them. */
export type Options<N extends ControlName> = Parameters<Named<N>['judge']>[0];

/** The same as they are declared: durations as text, what has a default may be missing. */
export type DeclaredOptions<N extends ControlName> = z.input<z.ZodObject<Named<N>['options']>>;

const BY_NAME = new Map<string, Control>(CONTROLS.map((each): [string, Control] => [each.name, each]));

export const controlNamed = (name: string): Control => {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new Error(`There is no control ${name}`);
  return found;
};
