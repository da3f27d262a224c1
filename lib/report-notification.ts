import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Severity } from './severity.js';

/** A topic that is told, for people, what published runs have changed. */
export interface ReportNotification {
  /**
   * The topic, a standard one. Mails get a text, chats of Amazon Q Developer a message of theirs, everybody else that message as
   * JSON. The auditor may use the key of a topic that is encrypted with one, where the topic tells it (`masterKey`). Policies of
   * a topic of another account, and of its key, have to allow it too.
   */
  readonly topic: ITopic;

  /**
   * Names of the reports that it is told of.
   *
   * @default - all reports of the auditor, those of other stacks too
   */
  readonly reports?: string[];

  /**
   * New findings are told that are at least as severe. A change of the report’s status always is.
   *
   * @default Severity.INFORMATIONAL
   */
  readonly severity?: Severity;
}
