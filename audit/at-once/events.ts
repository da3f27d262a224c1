import * as z from 'zod';

/** What AWS Backup sends to EventBridge when a copy job changes its state. */
export const COPY_JOB_EVENT = { source: 'aws.backup', detailType: 'Copy Job State Change' } as const;

/**
 * States that say nothing to judge: a job that is going on is judged by its age, at the next run. Every other one is listened
 * to, those too that AWS adds.
 */
export const UNFINISHED_STATES = ['CREATED', 'RUNNING'] as const;

/** A copy job changed, says an event: a hint where to look, never what to judge. */
export interface Hint {
  /** When it was sent, in milliseconds: what was read later has seen the change. */
  readonly at: number;
  /** The resource that was copied; undefined where the event does not say. */
  readonly resourceArn: string | undefined;
}

// No field is certain: events are sent at best effort, and AWS's own samples lack some, or hold an empty object for a text.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
const eventSchema = z.object({
  source: z.literal(COPY_JOB_EVENT.source),
  'detail-type': z.literal(COPY_JOB_EVENT.detailType),
  time: z.unknown(),
  detail: z.object({ resourceArn: z.unknown(), state: z.unknown() }).partial().catch({}),
});

const LONGEST_ARN = 2048;

/** What an event tells; undefined of anything but a copy job that finished. */
export const hintOf = (event: unknown, arrivedAt: number): Hint | undefined => {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { time, detail } = parsed.data;
  if (UNFINISHED_STATES.some((state) => state === detail.state)) return undefined;
  const sent = typeof time === 'string' ? Date.parse(time) : NaN;
  // Of a time to come nothing was read yet, and never would be.
  return { at: sent <= arrivedAt ? sent : arrivedAt, resourceArn: arnIn(detail.resourceArn) };
};

const arnIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.startsWith('arn:') && value.length <= LONGEST_ARN ? value : undefined;
