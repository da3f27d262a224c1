import { spawnSync } from 'node:child_process';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from '../../aws/table/table.js';
import { createTable } from '../../cli/embedded-table.js';
import { publishWhatIsAskedFor } from '../kit/asked-table.js';
import { type Block, blocksOf, pages } from '../kit/documents.js';
import { runBlock } from '../kit/shell.js';
import { type Emulator, REGION, startEmulator } from './kit/emulator.js';
import { awsCli, hasPython } from './kit/install.js';

const TABLE = 'CopyAudit';
const blocks = pages()
  .filter(({ path }) => path === 'docs/table.md')
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'sh')
  .map((block): [string, Block] => [`${block.page}:${block.line}`, block]);

const describeQueries = hasPython() ? describe : describe.skip;
if (!hasPython())
  console.warn('Skipped: the AWS CLI and the emulator want Python 3.10 or later with venv, and there is none');

describeQueries('questions to the table, with AWS’s own command line', () => {
  let emulator: Emulator;
  let aws: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    emulator = await startEmulator();
    aws = awsCli();
    environment = { ...(emulator.environment as Record<string, string>), AWS: aws, TABLE, HOME: '/tmp' };
    const client = {
      endpoint: emulator.url,
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    await createTable(new DynamoDBClient(client), TABLE);
    await publishWhatIsAskedFor(new Table({ name: TABLE, client }));
    const parameter = ['--name', '/copy-audit/default/table-name', '--type', 'String', '--value', TABLE];
    const { status, stderr } = spawnSync(aws, ['ssm', 'put-parameter', ...parameter], {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
  afterAll(async () => emulator?.stop());

  it.each(blocks)('are answered: %s', async (_, { code }) => {
    // 99: it was answered, with nothing of what was published.
    const answering = `"$AWS" "$@" | tee .answer
code=\${PIPESTATUS[0]}
grep -Eq 'orders|NON_COMPLIANT|OffsiteCopies|Access Denied|${TABLE}' .answer || code=99
exit $code`;
    const { calls, err } = await runBlock(code, { aws: answering }, {}, environment);
    expect(calls.length).toBeGreaterThan(1);
    for (const { args, code: ended } of calls) expect({ args, err, ended }).toEqual({ args, err, ended: 0 });
  });
});
