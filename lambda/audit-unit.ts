import { type UnitAnswer, unitRequestSchema } from '../audit/wire.js';
import { environment } from '../aws/environment.js';
import { writeAuditorMetrics } from '../aws/metrics.js';
import { Table } from '../aws/table/table.js';
import { readBatch, withoutLost } from './unit-batch.js';

interface Context {
  getRemainingTimeInMillis(): number;
}

// Enough to write down all that was judged, a hundred chunks if need be, and for a request that is under way to end.
const MARGIN = 90_000;

/**
 * Reads a batch of units, one after the other, and judges them; where its time is up, writes down how far it came, and the
 * next call goes on from there.
 */
export const handler = async (event: unknown, context: Context): Promise<UnitAnswer> => {
  const { batch, lost, ...request } = unitRequestSchema.parse(event);
  const run = { ...request, table: new Table({ name: environment('table') }) };
  const answer = (left: UnitAnswer['batch']): UnitAnswer => ({
    report: request.report,
    runId: request.runId,
    batch: left,
    part: request.part + 1,
    done: left.length === 0,
  });
  if (lost) return answer(await withoutLost(run, batch));
  const { left, traffic } = await readBatch(run, batch, () => context.getRemainingTimeInMillis() < MARGIN);
  writeAuditorMetrics(environment('auditor'), { Throttles: traffic.throttles, SlowPages: traffic.slowPages });
  return answer(left);
};
