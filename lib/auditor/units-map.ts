import {
  Choice,
  Condition,
  DistributedMap,
  type DistributedMapJsonPathProps,
  JsonPath,
  Pass,
  S3JsonItemReader,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { HandlerFunction } from './handler-function.js';
import { invocation } from './invocation.js';

/** Names of the maps in ARNs and metrics; a generated one would change with every definition. */
export const LABELS = { units: 'Units', listed: 'ListedUnits' } as const;

/** A child execution for each batch of units of the plan's answer. */
export const eachUnit = (scope: Construct, auditUnit: HandlerFunction): DistributedMap =>
  unitsMap(scope, 'Audit each unit', auditUnit, { label: LABELS.units, itemsPath: '$.batches' });

/** The same for a list of units that was too long for the answer and lies in S3. */
export const eachListedUnit = (scope: Construct, auditUnit: HandlerFunction): DistributedMap =>
  unitsMap(scope, 'Audit each listed unit', auditUnit, {
    label: LABELS.listed,
    itemReader: new S3JsonItemReader({
      bucketNamePath: JsonPath.stringAt('$.bucket'),
      key: JsonPath.stringAt('$.key'),
    }),
  });

// No retry of the map: it would run every unit once more. A child retries for itself, never fails and returns nothing.
// https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
const unitsMap = (
  scope: Construct,
  id: string,
  auditUnit: HandlerFunction,
  props: DistributedMapJsonPathProps,
): DistributedMap =>
  DistributedMap.jsonPath(scope, id, {
    ...props,
    // Without it AWS would run 10,000 at once. The plan shared the budget of requests out for exactly so many.
    maxConcurrencyPath: '$.maxConcurrency',
    toleratedFailurePercentage: 100,
    itemSelector: {
      report: JsonPath.stringAt('$.report'),
      runId: JsonPath.stringAt('$.runId'),
      batch: JsonPath.objectAt('$$.Map.Item.Value'),
      part: 0,
    },
    resultPath: JsonPath.DISCARD,
  }).itemProcessor(oneBatch(scope, id, auditUnit));

/**
 * Asks until the batch says that it is done: each call goes on where the one before stopped. Where the function ends again and
 * again, the unit that it was at is left out, so that the others of the batch are still read.
 */
const oneBatch = (scope: Construct, id: string, handler: HandlerFunction): LambdaInvoke => {
  const nothing = { outputPath: JsonPath.DISCARD };
  const audit = invocation(scope, `${id}: audit`, { of: handler, attempts: 4 });
  const giveUp = invocation(scope, `${id}: give up on one`, {
    of: handler,
    payload: {
      report: JsonPath.stringAt('$.report'),
      runId: JsonPath.stringAt('$.runId'),
      batch: JsonPath.objectAt('$.batch'),
      part: JsonPath.numberAt('$.part'),
      lost: true,
    },
    attempts: 4,
  });
  const done = Pass.jsonPath(scope, `${id}: done`, nothing);
  // Its reason is in the log; publish finds no result of its units and reports them as ERROR.
  const lost = Pass.jsonPath(scope, `${id}: no result`, nothing);
  const isDone = Choice.jsonPath(scope, `${id}: done?`)
    .when(Condition.booleanEquals('$.done', true), done)
    .otherwise(audit);
  audit.addCatch(giveUp, { resultPath: JsonPath.DISCARD }).next(isDone);
  giveUp.addCatch(lost, { resultPath: JsonPath.DISCARD }).next(isDone);
  return audit;
};
