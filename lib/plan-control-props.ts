import type { Duration } from 'aws-cdk-lib';
import type { Severity } from './severity.js';

/** What the controls that are derived from a backup plan take besides the plan. */
export interface PlanControlProps {
  /**
   * The oldest that the newest copy of a resource may be, of every rule of the plan. Needed where a rule's schedule is known only
   * at deployment.
   *
   * @default - of each rule: the longest time between two firings of its schedule, plus its start window (8 hours where it
   * has none), its completion window where it has one, and an hour where its time zone is not UTC. AWS's own completion
   * window of 7 days is not counted: nobody would hear of a week without copies.
   */
  readonly freshWithin?: Duration;

  /**
   * How bad a finding of these controls is.
   *
   * @default - depends on the control
   */
  readonly severity?: Severity;
}
