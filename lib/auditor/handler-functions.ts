import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { HandlerName } from '../../audit/environment.js';

/** The functions of an auditor, by handler. */
export type HandlerFunctions = Readonly<Record<HandlerName, IFunction>>;
