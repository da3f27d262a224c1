import type { AuditorAccess } from './auditor-access.js';
import type { ReportDefinitionProps } from './report-definition-props.js';

/** What a role of an account that is read is for. */
export interface MemberRoleReads {
  /** Name of the role: that of the targets' `role`, the same in every account. */
  readonly roleName: string;

  /**
   * The reports that read accounts through this role, as they are given to `addReport`. The role allows what they read there
   * and nothing else. At least one of their targets has to name the role.
   *
   * @default - copy jobs, and what `access` says
   */
  readonly reports?: ReportDefinitionProps[];

  /**
   * What the role allows besides, for reports that are declared elsewhere: backup jobs, protected resources, tags.
   *
   * @default - nothing
   */
  readonly access?: AuditorAccess[];
}

/** Properties of a role in the account that it belongs to. */
export interface MemberRoleProps extends MemberRoleReads {
  /** ARN of the one role that may assume it: `readerRole` of the auditor. */
  readonly auditorRoleArn: string;

  /** The external id that whoever assumes it has to know: that of the targets' `role`. */
  readonly externalId: string;
}

/** Properties of a stack with the role, for each account that is read. */
export interface MemberRoleStackProps extends MemberRoleReads {
  /**
   * ARN of the one role that may assume it: `readerRole` of the auditor.
   *
   * @default - whoever deploys the template says it, as the parameter `AuditorRoleArn`
   */
  readonly auditorRoleArn?: string;

  /**
   * The external id that whoever assumes it has to know: that of the targets' `role`.
   *
   * @default - whoever deploys the template says it, as the parameter `ExternalId`
   */
  readonly externalId?: string;
}
