import * as z from 'zod';
import { DETAIL_TYPES, EVENT_SOURCE, findingDetailSchema, statusDetailSchema, summaryDetailSchema } from './schema.js';

const envelope = (type: string, detail: z.ZodType) =>
  z.object({
    version: z.literal('0'),
    id: z.string(),
    'detail-type': z.literal(type),
    source: z.literal(EVENT_SOURCE),
    account: z.string(),
    time: z.string(),
    region: z.string(),
    resources: z.array(z.string()),
    detail,
  });

/** The JSON Schema of the events as rules and targets see them. */
export const eventsJsonSchema = (): Readonly<Record<string, unknown>> => {
  const event = z.union([
    envelope(DETAIL_TYPES.status, statusDetailSchema),
    envelope(DETAIL_TYPES.finding, findingDetailSchema),
    envelope(DETAIL_TYPES.summary, summaryDetailSchema),
  ]);
  const schema = z.toJSONSchema(event, { io: 'input', target: 'draft-7' });
  return { ...schema, title: 'Events on EventBridge about reports over AWS Backup copy jobs' };
};
