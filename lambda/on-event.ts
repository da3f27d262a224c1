import { declareReport } from './deployment/declare-report.js';
import { deployerOf } from './deployment/deployer.js';
import { removeReport } from './deployment/remove-report.js';
import { requestSchema } from './deployment/request.js';
import { asSentence } from './deployment/sentence.js';

interface Context {
  getRemainingTimeInMillis(): number;
}

// For the last batch of a purge, and for the answer.
const MARGIN = 30_000;

/** CloudFormation declares a report, changes it or removes it; what it has to wait for is asked of `is-complete`. */
export const handler = async (event: unknown, context: Context): Promise<{ readonly PhysicalResourceId: string }> => {
  try {
    const request = requestSchema.parse(event);
    const deployer = deployerOf('on-event', request);
    if (request.RequestType !== 'Delete') return await declareReport(deployer, request);
    await removeReport(deployer, request, () => context.getRemainingTimeInMillis() < MARGIN);
    // The framework refuses an answer with another id than the one to be deleted.
    return { PhysicalResourceId: request.PhysicalResourceId ?? '' };
  } catch (error) {
    throw asSentence(error);
  }
};
