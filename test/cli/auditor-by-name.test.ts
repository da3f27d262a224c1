import { type AnsweringService, refusing, startAnswering } from '../kit/answering.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { atTerminal } from '../kit/test-terminal.js';

const KNOWN = '/copy-audit/default/table-name';
const environment = { ...process.env };
let dynamodb: EmbeddedDynamoDb;
let parameters: AnsweringService;

beforeAll(async () => {
  dynamodb = await startDynamoDb();
  parameters = await startAnswering(({ text }) => {
    const { Name } = JSON.parse(text) as { readonly Name: string };
    return Name === KNOWN
      ? { Parameter: { Name, Value: dynamodb.name } }
      : refusing('ParameterNotFound', 'There is no such parameter');
  });
  process.env['AWS_ENDPOINT_URL_SSM'] = parameters.url;
  process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
});
afterAll(async () => {
  await Promise.all([parameters.close(), dynamodb.close()]);
  process.env = { ...environment };
});
beforeEach(() => parameters.asked.splice(0));

const where = () => ['--region', 'eu-west-1', '--endpoint-url', dynamodb.wire.url];
const query = (options: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
  atTerminal(['query', 'latest', '--output', 'json', ...options, ...where()], { environment: variables });

describe('an auditor that is given by name', () => {
  it.each<[string, string[], Record<string, string>]>([
    ['by an option', ['--auditor', 'default'], {}],
    ['by an option, whatever the environment says', ['--auditor', 'default'], { COPY_AUDIT_TABLE: 'AnotherTable' }],
    ['by the environment', [], { COPY_AUDIT_AUDITOR: 'default' }],
  ])('is asked for its table: %s', async (_, options, variables) => {
    expect(await query(options, variables)).toMatchObject({ code: 0, err: '' });
    expect(parameters.asked.map(({ operation, text }) => [operation, JSON.parse(text)])).toEqual([
      ['GetParameter', { Name: KNOWN }],
    ]);
  });

  it('is not asked where its table is given', async () => {
    expect(await query(['--table', dynamodb.name], { COPY_AUDIT_AUDITOR: 'default' })).toMatchObject({ code: 0 });
    expect(parameters.asked).toEqual([]);
  });

  it('is named, and the Region, where it is not there', async () => {
    expect(await query(['--auditor', 'other'])).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'There is no auditor other in eu-west-1: Systems Manager has no parameter /copy-audit/other/table-name there',
      ),
    });
  });

  it('is asked for its state machine by start, which names the same where it is not there', async () => {
    const { code, err } = await atTerminal(['start', 'R', '--auditor', 'other', ...where()], {
      environment: { COPY_AUDIT_STATE_MACHINE: 'arn:aws:states:eu-west-1:111122223333:stateMachine:another' },
    });
    expect([code, err]).toEqual([1, expect.stringContaining('/copy-audit/other/state-machine-arn')]);
  });

  it('is asked for where nothing is given', async () => {
    expect(await query([])).toMatchObject({ code: 1, err: expect.stringContaining('No table: give --auditor') });
  });
});
