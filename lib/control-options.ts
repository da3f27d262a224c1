import type { ControlProps } from './control-props.js';
import type { CopyAge } from './copy-age.js';

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

/** Options of the control `freshWithin`. */
export interface FreshWithinProps extends ControlProps {
  /**
   * By which date the age of a copy is told.
   *
   * @default CopyAge.COPY_CREATION
   */
  readonly from?: CopyAge;
}
