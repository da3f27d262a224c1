import type { IEventBus, OnEventOptions } from 'aws-cdk-lib/aws-events';
import type { Severity } from './severity.js';

/** A rule for events of a report. */
export interface ReportEventOptions extends OnEventOptions {
  /**
   * The bus that the auditor sends events to.
   *
   * @default - the auditor’s; of one that is found by its name, the default bus
   */
  readonly eventBus?: IEventBus;
}

/** A rule for events of a report’s findings. */
export interface FindingEventOptions extends ReportEventOptions {
  /**
   * Only findings that are at least as severe.
   *
   * @default Severity.INFORMATIONAL
   */
  readonly severity?: Severity;
}
