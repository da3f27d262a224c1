import type { Duration } from 'aws-cdk-lib';
import type { ControlProps } from './control-props.js';

/** Options of the control `completed`. */
export interface CompletedProps extends ControlProps {
  /**
   * Whether a PARTIAL copy job (a composite without some of its members) is accepted.
   *
   * @default false
   */
  readonly allowPartial?: boolean;
}

/** Options of the control `crossRegion`. */
export interface CrossRegionProps extends ControlProps {
  /**
   * The only Regions that copies may go to, such as `eu-west-1`.
   *
   * @default - any Region but the source's
   */
  readonly allowed?: string[];
}

/** Options of the control `crossAccount`. */
export interface CrossAccountProps extends ControlProps {
  /**
   * Ids (twelve digits) of the only accounts that copies may go to.
   *
   * @default - any account but the source's
   */
  readonly allowed?: string[];
}

/** Options of the control `encryptedWith`. */
export interface EncryptedWithProps extends ControlProps {
  /**
   * Patterns of the ARNs of the keys, at least one: `*` stands for any run of characters, `?` for one. AWS Backup tells the
   * ARN of the key, never an alias.
   *
   * @default - any key
   */
  readonly keys?: string[];
}

/** Limits of the control `retainedFor`, inclusive; at least one is given. */
export interface RetainedForProps extends ControlProps {
  /**
   * The shortest time that a copy must be kept, in whole days.
   *
   * @default - none
   */
  readonly atLeast?: Duration;

  /**
   * The longest time that a copy may be kept, in whole days.
   *
   * @default - none
   */
  readonly atMost?: Duration;
}

/** Limits of the control `coldStorage`, inclusive; at least one is given. */
export interface ColdStorageProps extends ControlProps {
  /**
   * A copy that moves to cold storage does so after this time at the soonest, in whole days.
   *
   * @default - none
   */
  readonly after?: Duration;

  /**
   * Every copy moves to cold storage within this time, in whole days; one that never moves breaks it.
   *
   * @default - none
   */
  readonly within?: Duration;
}

/** Options of the control `createdByPlan`. */
export interface CreatedByPlanProps extends ControlProps {
  /**
   * Patterns of ids or names of the plans' rules, at least one: `*` stands for any run of characters, `?` for one.
   *
   * @default - any rule
   */
  readonly rules?: string[];
}
