import { digest } from './canonical.js';
import { runIdOf } from './conclude.js';

/** The run that an execution of the state machine makes, where nobody has given it an id. */
export const runIdOfExecution = (executionArn: string, asOf: number): string =>
  runIdOf(asOf, digest(executionArn).slice(0, 8));
