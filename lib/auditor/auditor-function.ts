import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../audit/environment.js';
import type { Severity } from '../severity.js';
import { HandlerFunction, type HandlerProps, type RuntimeProps } from './handler-function.js';

/** What each handler is built from. */
export interface Parts {
  readonly auditorName: string;
  readonly table: ITable;
  readonly runtime: RuntimeProps;
  /** What signs published runs. */
  readonly signingKey?: IKey;
  /** The least severe findings that Security Hub is told of. */
  readonly securityHub?: Severity;
}

export interface AuditorFunctionProps extends Omit<HandlerProps, 'environment'> {
  /** Besides the auditor's name and its table, which each handler is told. */
  readonly environment?: HandlerProps['environment'];
}

/** A handler of an auditor. */
export const auditorFunction = (
  scope: Construct,
  id: string,
  { auditorName, table, runtime }: Parts,
  { environment, ...props }: AuditorFunctionProps,
): HandlerFunction =>
  new HandlerFunction(
    scope,
    id,
    {
      ...props,
      environment: {
        [ENVIRONMENT.auditor]: auditorName,
        [ENVIRONMENT.table]: table.tableName,
        ...environment,
      },
    },
    runtime,
  );
