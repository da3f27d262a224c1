import type { z } from 'zod';
import type { Control } from '../control.js';
import { coldStorage } from './cold-storage.js';
import { completed } from './completed.js';
import { copiedAtLeast } from './copied-at-least.js';
import { covers } from './covers.js';
import { createdByPlan } from './created-by-plan.js';
import { crossAccount } from './cross-account.js';
import { crossRegion } from './cross-region.js';
import { destinationVault } from './destination-vault.js';
import { encryptedWith } from './encrypted-with.js';
import { everyRecoveryPointCopied } from './every-recovery-point-copied.js';
import { finishesWithin } from './finishes-within.js';
import { freshWithin } from './fresh-within.js';
import { inDistinct } from './in-distinct.js';
import { logicallyAirGapped } from './logically-air-gapped.js';
import { maximumFailures } from './maximum-failures.js';
import { minimumCopies } from './minimum-copies.js';
import { minimumSuccessRate } from './minimum-success-rate.js';
import { noMessageCategory } from './no-message-category.js';
import { notEmpty } from './not-empty.js';
import { onSchedule } from './on-schedule.js';
import { retainedFor } from './retained-for.js';
import { sizeWithin } from './size-within.js';
import { usesRole } from './uses-role.js';
import { vaultLocked } from './vault-locked.js';
import { withoutIssues } from './without-issues.js';

/** The table of contents: every control, in the order in which reports show them. */
export const CONTROLS = [
  completed,
  withoutIssues,
  finishesWithin,
  destinationVault,
  crossRegion,
  crossAccount,
  logicallyAirGapped,
  vaultLocked,
  encryptedWith,
  retainedFor,
  coldStorage,
  createdByPlan,
  usesRole,
  notEmpty,
  sizeWithin,
  freshWithin,
  copiedAtLeast,
  onSchedule,
  inDistinct,
  covers,
  everyRecoveryPointCopied,
  minimumSuccessRate,
  maximumFailures,
  minimumCopies,
  noMessageCategory,
] as const;

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
