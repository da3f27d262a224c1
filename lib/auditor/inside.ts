import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { HANDLERS } from '../../audit/environment.js';
import type { AuditorAccess } from '../auditor-access.js';

/** What constructs of one app know of each other and users do not see. */

/** The functions that every auditor has, by handler. */
export type HandlerFunctions = Readonly<Record<(typeof HANDLERS)[number], IFunction>>;

/** What an auditor is told of a report that is declared against it. */
export interface ServedReport {
  readonly access: readonly AuditorAccess[];
  /** The oldest that its copies may be, in hours. */
  readonly ageLimit?: number;
}
