import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { publishWhatIsAskedFor } from './kit/asked-table.js';
import { blocksOf, pages } from './kit/documents.js';
import { type EmbeddedDynamoDb, startDynamoDb } from './kit/embedded-dynamodb.js';
import { type Call, runBlock } from './kit/shell.js';

const blocks = pages()
  .filter(({ path }) => path === 'docs/table.md')
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'sh');

/** `--key-condition-expression 'a = :b'` → `KeyConditionExpression: 'a = :b'`, JSON where it is JSON. */
const inputOf = ({ args }: Call): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  args.slice(2).forEach((arg, index, all) => {
    if (!arg.startsWith('--') || arg === '--query') return;
    const name = arg.slice(2).replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
    const value = all[index + 1] ?? '';
    if (arg === '--no-scan-index-forward') input['ScanIndexForward'] = false;
    else input[name] = value.startsWith('{') ? (JSON.parse(value) as unknown) : value;
  });
  return input;
};

// PartiQL, and all of this with AWS's own command line: test/integ/docs-queries.test.ts. The table in memory does not know it.
describe('questions to the table, in docs/table.md', () => {
  let stand: EmbeddedDynamoDb;
  let client: DynamoDBClient;
  beforeAll(async () => {
    stand = await startDynamoDb();
    client = new DynamoDBClient(stand.client);
    await publishWhatIsAskedFor(stand.open());
  });
  afterAll(() => stand.close());

  it('are answered', async () => {
    const programs = { aws: `if [[ "$1" == ssm ]]; then echo ${stand.name}; fi` };
    const calls = (await Promise.all(blocks.map(({ code }) => runBlock(code, programs, {})))).flatMap(
      (ran) => ran.calls,
    );
    const asked = calls.filter(({ args: [service, verb] }) => service === 'dynamodb' && verb !== 'execute-statement');
    expect(asked).toHaveLength(5);
    for (const call of asked) {
      const input = inputOf(call);
      const answer =
        call.args[1] === 'get-item'
          ? [(await client.send(new GetItemCommand(input as never))).Item]
          : ((await client.send(new QueryCommand(input as never))).Items ?? []);
      expect({ input, answer }).toEqual({
        input,
        answer: [expect.objectContaining({ pk: expect.anything() as unknown })],
      });
    }
  });
});
