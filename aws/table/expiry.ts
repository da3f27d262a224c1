import { DAY } from '../../audit/schema.js';

/** What DynamoDB expires items by: seconds since 1970. */
export const expiresAt = (ms: number): number => Math.ceil(ms / 1000);

/** Items that only the making of a run needs. */
export const WORKING_TIME = 3 * DAY;
