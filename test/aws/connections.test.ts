import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { createServer } from 'node:http';
import { backupClient } from '../../aws/backup-client.js';
import { Budget } from '../../aws/budget.js';
import { connections } from '../../aws/connections.js';
import { refusalOf } from '../../aws/refusals.js';
import { Table } from '../../aws/table/table.js';
import { type Fault, startSandbox } from '../../sandbox/index.js';
import { close, listen } from '../kit/loopback.js';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const SILENCE = 100;

const asked = async (fault: Fault): Promise<unknown> => {
  const sandbox = await startSandbox({ copyJobs: [{ CopyJobId: 'a' }], faultPlan: () => fault });
  const access = { region: 'eu-west-1', endpoint: sandbox.url, credentials: CREDENTIALS, silence: SILENCE };
  const client = backupClient(access, 'CopyJobs', new Budget(Infinity), () => undefined);
  try {
    return await client.send(new ListCopyJobsCommand({})).catch((error: unknown) => error);
  } finally {
    client.destroy();
    await sandbox.close();
  }
};

describe('a connection that says nothing', () => {
  it('is given up before there was an answer, and the page may be asked for again', async () => {
    const error = await asked({ kind: 'hang' });
    expect(refusalOf(error, false)).toMatchObject({ code: 'Throttled', message: expect.stringMatching(/timed out/) });
  });

  it('is given up within an answer, too', async () => {
    const error = await asked({ kind: 'slow-body', ms: 3_000 });
    expect(refusalOf(error, false)).toMatchObject({ code: 'Throttled', message: expect.stringMatching(/timed out/) });
  });

  it('holds up nobody who waits for the table', async () => {
    const server = createServer(() => undefined);
    const client = { endpoint: await listen(server), region: 'eu-west-1', credentials: CREDENTIALS, maxAttempts: 1 };
    const table = new Table({ name: 'Silent', client: { ...client, requestHandler: connections(SILENCE) } });
    const get = table.client.send(new GetCommand({ TableName: 'Silent', Key: { pk: 'a', sk: 'b' } }));
    await expect(get).rejects.toMatchObject({ name: 'TimeoutError' });
    table.client.destroy();
    await close(server);
  });

  it('is given up by every client of the functions after half a minute', () => {
    const table = new Table({ name: 'Any', client: { region: 'eu-west-1' } });
    const { requestHandler } = table.client.config as unknown as {
      requestHandler: { configProvider: Promise<unknown> };
    };
    return expect(requestHandler.configProvider).resolves.toMatchObject({ socketTimeout: 30_000 });
  });
});
