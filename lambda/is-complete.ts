import { Throttled } from '../audit/errors.js';
import { refusalOf } from '../aws/refusals.js';
import { type Completion, awaitRun } from './deployment/await-run.js';
import { deployerOf } from './deployment/deployer.js';
import { requestSchema } from './deployment/request.js';
import { asSentence } from './deployment/sentence.js';

/** CloudFormation waits for what `on-event` began: asked again and again, until the run is published. */
export const handler = async (event: unknown): Promise<Completion> => {
  try {
    const request = requestSchema.parse(event);
    if (request.RequestType === 'Delete') return { IsComplete: true };
    return await awaitRun(deployerOf('is-complete', request), request);
  } catch (error) {
    // What may go well the next time must not fail a deployment; it is asked again in some seconds, until its patience ends.
    if (refusalOf(error, false) instanceof Throttled) return { IsComplete: false };
    throw asSentence(error);
  }
};
