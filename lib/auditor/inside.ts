import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { HandlerName } from '../../audit/environment.js';
import type { AuditorAccess } from '../auditor-access.js';

/** What constructs of one app know of each other and users do not see. */

/** The functions of an auditor, by handler. */
export type HandlerFunctions = Readonly<Record<HandlerName, IFunction>>;

/** What an auditor is told of a report that is declared against it. */
export interface ServedReport {
  readonly access: readonly AuditorAccess[];
  /** The oldest that its copies may be, in hours. */
  readonly ageLimit?: number;
}
