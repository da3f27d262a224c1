import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { AuditorAccess } from './auditor-access.js';
import type { ReportNotification } from './report-notification.js';
import type { RunExport } from './run-export.js';
import type { SecurityHubFindings } from './security-hub-findings.js';

/** How an auditor is built. It works without any property. */
export interface CopyJobAuditorProps {
  /**
   * The name by which other stacks find it (`CopyJobAuditor.fromAuditorName`) and under which its metrics are: 1 to 64
   * letters, digits, dashes or underscores. One account and Region can have several auditors of different names.
   *
   * @default 'default'
   */
  readonly auditorName?: string;

  /**
   * What it may read besides copy jobs, for reports that reach it by its name from other stacks.
   *
   * @default - what the reports need that are declared against this construct
   */
  readonly access?: AuditorAccess[];

  /**
   * A table to keep reports in, such as one restored from a backup. Its keys are `pk` and `sk`, its index `lookup` has
   * `lookupPk` and `lookupSk` (all strings), its items expire by `expires`.
   *
   * @default - a table of its own: on demand, with point-in-time recovery
   */
  readonly table?: ITable;

  /**
   * What becomes of the auditor's own table when it leaves the stack. The table is the only history of copy jobs: AWS
   * Backup removes them 30 days after they finished.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether the auditor's own table refuses to be deleted by anyone.
   *
   * @default - true, unless `removalPolicy` is `DESTROY`
   */
  readonly deletionProtection?: boolean;

  /**
   * A symmetric key that encrypts the auditor's own table, its logs, the environment of its functions, its lists of units, and
   * the definition and the history of its runs in Step Functions. A key of this app is told to let CloudWatch Logs and the
   * delivery of logs use it; the policy of an imported key has to do so already. A key that is disabled ends runs.
   *
   * @default - keys that AWS owns or manages
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly encryptionKey?: IKey;

  /**
   * A key that signs the digest of each published run: an asymmetric one for signing and verifying, such as of the key spec
   * `ECC_NIST_P256`. The digests are a chain, so whoever keeps the table cannot put another history in its place without
   * being able to use this key as well. Where KMS refuses to sign, the run is published without a signature, the metric
   * `UnsignedRuns` counts it, and `copy-audit verify` tells of it.
   *
   * @default - digests without a signature
   */
  readonly signingKey?: IKey;

  /**
   * Which findings AWS Security Hub is told of: created, updated, and archived when they are resolved. It has to be on in the
   * auditor’s account and Region, of which all findings are, whichever account the copy job belongs to.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-custom-providers.html
   */
  readonly securityHub?: SecurityHubFindings;

  /**
   * Where each published run is written besides the table, for history that is longer than the table keeps and for questions
   * over all reports.
   *
   * @default - nowhere
   * @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html
   */
  readonly exportTo?: RunExport;

  /**
   * Whether it tells EventBridge of each published run what has changed: another status, findings that are new or count no more.
   * An auditor does so by itself where reports that are declared against the construct have rules (`onStatusChange`,
   * `onNewFinding`, `onResolvedFinding`), whatever is said here; for rules of other stacks it has to be told.
   *
   * @default - true where `eventBus` is given or a report has such a rule
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html
   */
  readonly events?: boolean;

  /**
   * The bus that events go to. One of another account has to let this account put events.
   *
   * @default - the default bus of the account and Region
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
   */
  readonly eventBus?: IEventBus;

  /**
   * Topics that are told, for people to read, when a published run has another status or new findings than they were told last.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
   */
  readonly notifications?: ReportNotification[];

  /**
   * Whether it makes a dashboard over all its reports, those of other stacks too. An account's first three dashboards are free,
   * each further one costs about 3 USD a month.
   *
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * How long a run may take before it is given up. At most 365 days; it should be shorter than the time between two runs.
   *
   * @default Duration.hours(4)
   */
  readonly runTimeout?: Duration;

  /**
   * How long a deployment waits for the run of a report that it declares or changes, in steps of 5 seconds. AWS
   * CloudFormation itself gives up after an hour.
   *
   * @default Duration.minutes(45)
   */
  readonly deploymentTimeout?: Duration;

  /**
   * How long logs are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;

  /**
   * Whether runs and functions write traces to X-Ray, which costs by the trace.
   *
   * @default false
   */
  readonly tracing?: boolean;

  /**
   * Variables for the environment of each function, such as `AWS_ENDPOINT_URL_BACKUP` for an interface endpoint.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * A policy that bounds what the roles of the auditor may do, those of the CDK's framework for custom resources too. It has to
   * allow what they use, or runs end with what was refused.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * A VPC for the functions. It needs a way to AWS Backup, DynamoDB, Step Functions, Lambda, CloudFormation and S3 (to which
   * CloudFormation's answers go), and to STS, Organizations, the tagging API, KMS, EventBridge, SNS or Security
   * Hub where they are used. All have interface or gateway endpoints, but Organizations in us-east-1 only. Logs and metrics
   * leave through Lambda itself.
   *
   * @default - no VPC
   */
  readonly vpc?: IVpc;

  /**
   * The subnets of the VPC.
   *
   * @default - the VPC's private subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Security groups of the functions in the VPC.
   *
   * @default - one for each function
   */
  readonly securityGroups?: ISecurityGroup[];
}
