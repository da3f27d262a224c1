/**
 * Writes what a table holds after some runs, as this version writes it:
 * `node scripts/run.mjs scripts/table-fixture.ts > test/fixtures/tables/unreleased.ndjson`. A release renames the file to its version,
 * and there it stays: a table outlives the version that wrote it.
 */
import { startDynamoDb } from '../test/kit/embedded-dynamodb.js';
import { fillTable, tableLines } from '../test/kit/table-of-runs.js';

const run = async (): Promise<void> => {
  const dynamodb = await startDynamoDb();
  await fillTable(dynamodb);
  process.stdout.write(`${(await tableLines(dynamodb)).join('\n')}\n`);
  await dynamodb.close();
};

void run();
