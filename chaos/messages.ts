import type { Bundles } from './bundles.js';
import type { Played } from './player.js';

/** What a process that plays seeds is given, and what it tells. */
export interface Task {
  readonly bundles: Bundles;
  readonly seeds: readonly number[];
  /** Most milliseconds that one seed may take. */
  readonly mostForOne: number;
}

export type Told =
  | { readonly kind: 'PLAYED'; readonly played: Played }
  | { readonly kind: 'BROKE'; readonly seed: number; readonly why: string };
