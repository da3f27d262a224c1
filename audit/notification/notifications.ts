import * as z from 'zod';
import { SEVERITIES } from '../status.js';

/** Who is notified, as the constructs write it into the function's environment. */
export const notificationsSchema = z.object({
  topics: z.array(
    z.object({
      arn: z.string(),
      /** Of all reports where not given. */
      reports: z.array(z.string()).optional(),
      /** Of findings that are at least as severe. */
      severity: z.enum(SEVERITIES).optional(),
    }),
  ),
  /** Where the dashboard is, in the console. */
  dashboard: z.string().optional(),
});
export type Notifications = z.output<typeof notificationsSchema>;
