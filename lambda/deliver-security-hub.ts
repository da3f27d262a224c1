import * as z from 'zod';
import { SEVERITIES } from '../audit/status.js';
import { publishRequestSchema } from '../audit/wire.js';
import { environment, homeOf } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { SecurityHub } from '../aws/security-hub.js';
import { readDefinition } from '../aws/table/definitions.js';
import { Table } from '../aws/table/table.js';
import { tellSecurityHub } from '../aws/tell-security-hub.js';

interface Context {
  readonly invokedFunctionArn: string;
}

/** Tells Security Hub what a published run found. */
export const handler = async (event: unknown, { invokedFunctionArn }: Context): Promise<void> => {
  const { report, runId } = publishRequestSchema.parse(event);
  const table = new Table({ name: environment('table') });
  const logger = loggerOf('deliver-security-hub', { report, runId });
  // What a removal has closed stays closed.
  if ((await readDefinition(table, report)) === undefined)
    return logger.info('not told: the report was removed meanwhile');
  const sender = { auditor: environment('auditor'), ...homeOf(invokedFunctionArn) };
  const minimum = z.enum(SEVERITIES).parse(environment('securityHub'));
  const sent = await tellSecurityHub(table, new SecurityHub(), sender, { report, runId, minimum });
  logger.info('told', { ...(sent ?? { reason: 'it was told this, or something newer' }) });
};
