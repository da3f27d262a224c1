/** A request to DynamoDB, as it came in. */
export interface SeenOperation {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What becomes of a request to DynamoDB. */
export const FATES = [
  'PASS',
  /** Refused: more than the table takes at the moment. */
  'THROTTLE',
  /** Refused: the service is not well. */
  'SERVER_ERROR',
  /** Refused for good: the role may not. */
  'DENY',
  /** Done, and yet answered like that: whoever asked ends there. */
  'DENY_DONE',
  /** Cut before anything was done. */
  'RESET',
  /** Done, and cut before the answer. */
  'LOSE_ANSWER',
  /** Never answered, and not done. */
  'HANG',
  /** Done, and never answered. */
  'HANG_DONE',
  /** Half of a batch is done, the rest comes back as unprocessed. */
  'HALF',
  /** Nothing of a batch is done. */
  'UNPROCESSED',
  /** A query is answered with one item and where to go on. */
  'SHORT_PAGE',
] as const;
export type Fate = (typeof FATES)[number];
