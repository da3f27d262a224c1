import type { KnownCause } from './cause.js';
import { ENCRYPTION } from './encryption.js';
import { LIMITS } from './limits.js';
import { ORGANIZATION } from './organization.js';
import { PERMISSIONS } from './permissions.js';
import { RESOURCES } from './resources.js';
import { SERVICE } from './service.js';

const ALL = [...ORGANIZATION, ...ENCRYPTION, ...PERMISSIONS, ...LIMITS, ...RESOURCES, ...SERVICE];

// Their words stand inside other causes' messages ("Access denied … with an explicit deny in a service control policy"):
// asked last, and in this order.
const CATCH_ALL = ['kms-key-error', 'access-denied', 'limit-exceeded', 'unsupported-operation', 'resource-not-found'];

/**
 * Every message and category that AWS documents for jobs, the most specific first. The lists are on
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons and on the pages that the
 * causes themselves name.
 */
export const KNOWN_CAUSES: readonly KnownCause[] = [
  ...ALL.filter(({ id }) => !CATCH_ALL.includes(id)),
  ...CATCH_ALL.flatMap((id) => ALL.filter((cause) => cause.id === id)),
];
