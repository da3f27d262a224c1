import type { Duration } from 'aws-cdk-lib';
import type { ControlProps } from './control-props.js';
import type { CopyAge } from './copy-age.js';

/** Options of the control `sizeWithin`. */
export interface SizeWithinProps extends ControlProps {
  /** By how many percent of the median the newest size may be off, up or down. */
  readonly percent: number;

  /**
   * Of how many good copies before the newest the median is taken. With fewer than three it is undetermined.
   *
   * @default 7
   */
  readonly of?: number;
}

/** Options of the control `freshWithin`. */
export interface FreshWithinProps extends ControlProps {
  /**
   * By which date the age of a copy is told.
   *
   * @default CopyAge.COPY_CREATION
   */
  readonly from?: CopyAge;
}

/** Options of the control `copiedAtLeast`. */
export interface CopiedAtLeastProps extends ControlProps {
  /** The length of a period, counted back from the run. */
  readonly every: Duration;
}

/** Options of the control `onSchedule`. */
export interface OnScheduleProps extends ControlProps {
  /**
   * How long after the rule was due its copy job may be created.
   *
   * @default Duration.hours(24)
   */
  readonly grace?: Duration;
}

/** Options of the control `inDistinct`; at least one number is given. */
export interface InDistinctProps extends ControlProps {
  /**
   * In how many different vaults.
   *
   * @default - not asked
   */
  readonly vaults?: number;

  /**
   * In how many different Regions.
   *
   * @default - not asked
   */
  readonly regions?: number;

  /**
   * In how many different accounts.
   *
   * @default - not asked
   */
  readonly accounts?: number;

  /**
   * Whether the vault of the source counts as well, so that `vaults: 2` asks for one copy elsewhere.
   *
   * @default false
   */
  readonly includeSource?: boolean;
}

/** Options of the control `everyRecoveryPointCopied`. */
export interface EveryRecoveryPointCopiedProps extends ControlProps {
  /** How long after its backup a recovery point must have been copied. */
  readonly within: Duration;

  /**
   * Backup jobs are judged that completed this long before the run, or later. AWS Backup lists those of the last 30 days.
   *
   * @default Duration.days(7)
   */
  readonly completedWithin?: Duration;
}
