import { Logger } from '@aws-lambda-powertools/logger';
import { shorten } from '../audit/shorten.js';
import { steeringWrittenOut } from '../audit/steering.js';

// An event of CloudWatch Logs ends at 1 MB, and nobody reads so far.
const LONGEST_TEXT = 8_000;

type Replacer = (key: string, value: unknown) => unknown;

/** Logs are read in terminals and pages, where foreign text must steer nothing; JSON by itself lets through what is beyond ASCII. */
class PlainLogger extends Logger {
  protected override getJsonReplacer(): Replacer {
    const replaced = super.getJsonReplacer() as Replacer;
    return function (this: unknown, key, value) {
      // It tells circles by the object that it is called on.
      const written = replaced.call(this, key, value);
      return typeof written === 'string' ? steeringWrittenOut(shorten(written, LONGEST_TEXT)) : written;
    };
  }
}

/** One line of JSON per unit of work, with the report and the run as keys. https://docs.powertools.aws.dev/lambda/typescript/latest/features/logger/ */
export const loggerOf = (handler: string, keys: Readonly<Record<string, string | number>>): Logger => {
  const logger = new PlainLogger({ serviceName: `copy-audit-${handler}` });
  logger.appendKeys(keys);
  return logger;
};
