import { Token } from 'aws-cdk-lib';
import { longestInterval as intervalOf } from '../../audit/interval.js';

/** The longest time between two firings of a schedule, in milliseconds; undefined where that is not known at synth. */
export const longestInterval = (expression: string, timeZone?: string): number | undefined =>
  Token.isUnresolved(expression) || Token.isUnresolved(timeZone) ? undefined : intervalOf(expression, timeZone);
