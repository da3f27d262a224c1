import { HOUR } from '../../audit/schema.js';
import { AS_OF } from './audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from './embedded-dynamodb.js';
import { fillTable } from './table-of-runs.js';
import { type TerminalSession, atTerminal } from './test-terminal.js';

/** The table of a deployed auditor, five runs in it, and a terminal at which commands ask it, a while after the last one. */
export interface TableAtTerminal {
  readonly dynamodb: EmbeddedDynamoDb;
  /** Runs a command that is told where the table is. */
  run(...args: readonly string[]): Promise<TerminalSession>;
  close(): Promise<void>;
}

export const startTableAtTerminal = async (): Promise<TableAtTerminal> => {
  const environment = { ...process.env };
  const dynamodb = await startDynamoDb();
  await fillTable(dynamodb);
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  const where = ['--table', dynamodb.name, '--region', 'eu-west-1', '--endpoint-url', dynamodb.wire.url];
  return {
    dynamodb,
    run: (...args) => atTerminal([...args, ...where], { now: AS_OF + 49 * HOUR, columns: 120 }),
    close: async () => {
      process.env = environment;
      await dynamodb.close();
    },
  };
};
