import { ApiError } from './api-error.js';
import { type Answer, jsonAnswer } from './answer.js';
import type { RawRecord } from './record-kind.js';
import type { RecordStore, Test } from './store.js';

/** Of an account and a Region: nobody is told of plans and vaults of others. */
export interface Home {
  readonly region: string;
  readonly callerAccountId: string | undefined;
}

/** What a list says of a plan: all but its rules. */
export const listedPlan = ({ BackupPlan, ScheduledRunsPreview: _preview, ...listed }: RawRecord): RawRecord => ({
  ...listed,
  BackupPlanName: (BackupPlan as { readonly BackupPlanName?: unknown } | undefined)?.BackupPlanName,
});

/** The account that calls, or where nobody says which, the first that has anything. */
export const accountOfHome = (store: RecordStore, { callerAccountId }: Home): string | undefined =>
  callerAccountId ?? store.column('AccountId').textAt(0);

/** A plan as its own account and Region are told of it. */
export const planAnswer = (store: RecordStore, planId: string, home: Home): Answer => {
  const account = accountOfHome(store, home);
  const tests: Test[] = [store.equals('BackupPlanId', planId), store.inRegion(home.region)];
  if (account !== undefined) tests.push(store.equals('AccountId', account));
  const { rows } = store.find(tests, 0, 1);
  if (rows.length === 0)
    throw new ApiError(400, 'ResourceNotFoundException', `Cannot find Backup plan with ID ${planId}`);
  return jsonAnswer(200, store.bytes(rows));
};
