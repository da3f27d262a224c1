import type { FilterSet } from './filter-set.js';
import type { ResourceType } from './resource-type.js';
import type { Severity } from './severity.js';

/** What every control takes besides its own options: how bad a finding is, and what the control is narrowed to. */
export interface ControlProps {
  /**
   * Tells it from another control of the same name in the report; findings and exemptions refer to it.
   *
   * @default - the name of the control; of a second one of that name `completed-2`
   */
  readonly id?: string;

  /**
   * How bad a finding of this control is.
   *
   * @default - depends on the control
   */
  readonly severity?: Severity;

  /**
   * The filter sets over which it is judged; they must be filter sets of the same report.
   *
   * @default - every filter set of the report
   */
  readonly filterSets?: FilterSet[];

  /**
   * Only copies of resources of these types are judged. A copy job that does not tell its type is not.
   *
   * @default - every type
   */
  readonly resourceTypes?: ResourceType[];

  /**
   * Only copies of resources whose ARN matches one of these patterns are judged: `*` stands for any run of characters,
   * `?` for one.
   *
   * @default - every resource
   */
  readonly resourceArns?: string[];

  /**
   * Only copies of resources that carry all of these tags are judged: name and value, exactly. The auditor asks the
   * Resource Groups Tagging API for them (`tag:GetResources`).
   *
   * @default - every resource
   */
  readonly taggedWith?: { [name: string]: string };

  /**
   * Whether it is COMPLIANT where there is nothing to judge. Without this it is INSUFFICIENT_DATA: silence is no proof.
   *
   * @default false
   */
  readonly allowEmpty?: boolean;
}
