import type { Cause } from '../../audit/causes.js';
import type { Control } from '../../audit/control.js';
import type { Finding } from '../../audit/finding.js';

/** A finding, and the run that it is of. */
export interface ExplainedFinding {
  readonly report: string;
  readonly runId: string;
  readonly asOf: string;
  readonly finding: Finding;
}

/** What can be explained. */
export type Explained =
  | { readonly kind: 'finding'; readonly of: ExplainedFinding }
  | { readonly kind: 'control'; readonly control: Control }
  | { readonly kind: 'cause'; readonly cause: Cause };
