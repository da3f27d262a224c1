/** Names of what the constructs write into a function's environment and the handlers read there. */
export const ENVIRONMENT = {
  /** Name of the auditor. */
  auditor: 'COPY_AUDIT_AUDITOR',
  /** Name of the table. */
  table: 'COPY_AUDIT_TABLE',
  /** ARN of the state machine that makes runs. */
  stateMachine: 'COPY_AUDIT_STATE_MACHINE',
  /** Bucket for lists of units that are too long for a state's input. */
  bucket: 'COPY_AUDIT_BUCKET',
  /** ARN of the key that signs published runs, where there is one. */
  signingKey: 'COPY_AUDIT_SIGNING_KEY',
  /** Bucket that runs are exported to, the account that it belongs to, and what names of objects there begin with. */
  exportBucket: 'COPY_AUDIT_EXPORT_BUCKET',
  exportBucketOwner: 'COPY_AUDIT_EXPORT_BUCKET_OWNER',
  exportPrefix: 'COPY_AUDIT_EXPORT_PREFIX',
  /** The lowest severity of findings that Security Hub is told of; not there where it is told nothing. */
  securityHub: 'COPY_AUDIT_SECURITY_HUB',
  /** Name or ARN of the bus that events go to; the default one where not given. */
  eventBus: 'COPY_AUDIT_EVENT_BUS',
  /** Topics that are notified, as JSON. */
  notifications: 'COPY_AUDIT_NOTIFICATIONS',
  /** Seconds that a deployment waits for its run, less than the provider's timeout: 25 minutes where not given. */
  patience: 'COPY_AUDIT_PATIENCE_SECONDS',
} as const;

/** Handlers by the folder of their bundle; each exports `handler`. */
export const HANDLERS = ['on-event', 'is-complete', 'plan', 'audit-unit', 'publish', 'heartbeat', 'widget'] as const;

/** Those of functions that an auditor has only where somebody asked for what they do. */
export const OPTIONAL_HANDLERS = [
  'at-once',
  'deliver-events',
  'deliver-export',
  'deliver-notifications',
  'deliver-security-hub',
] as const;

export type HandlerName = (typeof HANDLERS)[number] | (typeof OPTIONAL_HANDLERS)[number];
