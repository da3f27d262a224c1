import { Logger } from '@aws-lambda-powertools/logger';

/** One line of JSON per unit of work, with the report and the run as keys. https://docs.powertools.aws.dev/lambda/typescript/latest/features/logger/ */
export const loggerOf = (handler: string, keys: Readonly<Record<string, string | number>>): Logger => {
  const logger = new Logger({ serviceName: `copy-audit-${handler}` });
  logger.appendKeys(keys);
  return logger;
};
