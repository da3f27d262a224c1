import * as z from 'zod';
import { STATUSES } from './status.js';

/** What passes between the state machine's tasks, and between CloudFormation and the auditor: the constructs write it, the handlers parse it. */

export const TRIGGERS = ['SCHEDULE', 'DEPLOYMENT', 'MANUAL', 'EVENT'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Of more resources than that it takes fewer requests to read everything. */
export const MOST_CHANGED = 50;

/** Input of an execution of the state machine: `{"report": "OffsiteCopies"}` is enough. */
export const executionInputSchema = z.object({
  report: z.string().min(1),
  trigger: z.enum(TRIGGERS).default('MANUAL'),
  /** The run's time and id, where whoever starts it has to know them beforehand; else the execution's start. */
  asOf: z.iso.datetime().optional(),
  runId: z.string().min(1).optional(),
  /** Only these resources are judged anew, by their ARNs; all else stands as in the latest run. */
  changed: z.string().min(1).array().min(1).max(MOST_CHANGED).optional(),
});
export type ExecutionInput = z.input<typeof executionInputSchema>;

/** Input of `plan`. */
export const planRequestSchema = executionInputSchema.extend({
  execution: z.object({ id: z.string(), startTime: z.iso.datetime({ offset: true }) }),
});
export type PlanRequest = z.input<typeof planRequestSchema>;

/** One filter set on one target, as the map hands it to `audit-unit`. */
export const unitSchema = z.object({
  id: z.string(),
  filterSet: z.string(),
  accountId: z.string(),
  region: z.string(),
  byAccountId: z.string().exactOptional(),
  role: z.object({ arn: z.string(), externalId: z.string().exactOptional() }).exactOptional(),
  visibleSince: z.number().exactOptional(),
  resourceArn: z.string().exactOptional(),
  requestsPerSecond: z.number(),
});

/** Where a list of batches of units lies: in the answer itself, or where it is too long for a state's 256 KiB, in S3 as a JSON array. */
export type PlanAnswer = {
  readonly report: string;
  readonly runId: string;
  readonly asOf: string;
  readonly unitCount: number;
  /** The definition's: how many batches are read at once. The budget of requests was shared out for no more. */
  readonly maxConcurrency: number;
} & (
  | { readonly unitsIn: 'ANSWER'; readonly batches: readonly Batch[] }
  | { readonly unitsIn: 'S3'; readonly bucket: string; readonly key: string }
);

/** A unit with its place in the plan; `sharesFilterSet`: other units read the same filter set. */
export const plannedUnitSchema = z.object({ index: z.number().int(), sharesFilterSet: z.boolean(), unit: unitSchema });
export type PlannedUnit = z.output<typeof plannedUnitSchema>;

/** Units that are read one after the other. */
export type Batch = readonly PlannedUnit[];

/** Input of `audit-unit`; answered with itself and what is left, until nothing is. */
export const unitRequestSchema = z.object({
  report: z.string(),
  runId: z.string(),
  batch: plannedUnitSchema.array(),
  /** How often the batch was continued. */
  part: z.number().int(),
  /** Whether its first unit that is not done was tried as often as there is sense in: it is left out. */
  lost: z.boolean().default(false),
});
export interface UnitAnswer {
  readonly report: string;
  readonly runId: string;
  readonly batch: Batch;
  readonly part: number;
  /** False while slices or units are left: the state machine asks again. */
  readonly done: boolean;
}

/** Input of `publish`. */
export const publishRequestSchema = z.object({ report: z.string(), runId: z.string() });
export interface PublishAnswer {
  readonly report: string;
  readonly runId: string;
  readonly status: (typeof STATUSES)[number];
  /** False where a newer run was published already. */
  readonly published: boolean;
  /** Of the run that was published: with the state machine's own history it lies in another place than the table. */
  readonly digest?: string;
}

/** CloudFormation's type of a report. */
export const RESOURCE_TYPE = 'Custom::CopyComplianceReport';

/** Properties of the custom resource. One JSON string, because CloudFormation turns every other value into a string. */
export const PROPERTIES = {
  /** JSON; or where that is long, the same deflated, in base64. */
  definition: 'Definition',
  /** What only CloudFormation knows of a definition that is deflated: a list of strings, in the place of `{"$": index}`. */
  values: 'DefinitionValues',
  /** `RETAIN` keeps the report's history when it is removed, `DESTROY` purges it. */
  removalPolicy: 'HistoryRemovalPolicy',
} as const;
export const REMOVAL_POLICIES = ['RETAIN', 'DESTROY'] as const;

/**
 * The longest that the definition's property may be. The framework hands a request on, with the properties before it, as input of
 * a state machine and as message and trace of an error: each at most 256 KiB, with all quotes escaped once more.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const LONGEST_PROPERTY = 40_000;

/** Attributes of the custom resource. */
export const ATTRIBUTES = {
  reportName: 'ReportName',
  runId: 'RunId',
  complianceStatus: 'ComplianceStatus',
  compliancePercent: 'CompliancePercent',
  copyJobCount: 'CopyJobCount',
  findingCount: 'FindingCount',
} as const;
export type Attributes = { readonly [K in (typeof ATTRIBUTES)[keyof typeof ATTRIBUTES]]: string };

/** Where an auditor keeps what stacks that declare reports against it have to know, by its name. */
export const parameterName = (auditor: string, of: AuditorParameter): string => `/copy-audit/${auditor}/${of}`;
export const AUDITOR_PARAMETERS = ['service-token', 'state-machine-arn', 'scheduler-role-arn', 'table-name'] as const;
export type AuditorParameter = (typeof AUDITOR_PARAMETERS)[number];
