import type { Key } from '../record/keys.js';
import type { Change } from './differences.js';

/** An item that is not what was published. */
export interface Problem extends Key {
  readonly change: Change | 'UNSIGNED' | 'BADLY_SIGNED' | 'NOT_IN_CHAIN';
  readonly why: string;
}

export const VERIFICATION_STATUSES = ['INTACT', 'BROKEN', 'UNPROVEN'] as const;

/** What became of checking what is kept of a report against its chain. */
export interface Verification {
  readonly report: string;
  /** `UNPROVEN`: there is no chain that anything could be checked against. */
  readonly status: (typeof VERIFICATION_STATUSES)[number];
  readonly runs: {
    /** Runs of the chain that are there. */
    readonly chained: number;
    /** Runs of the chain whose time was up. */
    readonly expired: number;
    /** Runs of a version without a chain, of which nothing is proven. */
    readonly beforeTheChain: number;
  };
  readonly findings: number;
  readonly rows: { readonly checked: number; readonly expired: number };
  readonly signatures: {
    readonly valid: number;
    /** Runs without a signature. */
    readonly unsigned: number;
    /** Why signatures were not checked. */
    readonly unchecked?: string;
    /** ARNs of the keys that signed, as the runs say. */
    readonly keys: readonly string[];
  };
  /** The newest run: what to keep elsewhere, and to expect the next time. */
  readonly head?: {
    readonly runId: string;
    readonly asOf: string;
    readonly sequence: number;
    readonly digest: string;
  };
  /** What should know about it that is no problem. */
  readonly notes: readonly string[];
  /** In the order of the chain; the first few. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}
