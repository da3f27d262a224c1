import { aCopyJob } from '../kit/a-copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import { ReportReader } from '../../aws/table/reader.js';
import { putFindings, readFinding } from '../../aws/table/findings.js';
import { putPlan, readPlan } from '../../aws/table/plans.js';
import type { Table } from '../../aws/table/table.js';
import type { Finding } from '../../audit/finding.js';
import { REPORT } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { DAY } from '../../audit/schema.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { aForeignJob } from '../kit/foreign-text.js';
import { publish } from '../kit/published.js';

let dynamodb: EmbeddedDynamoDb;
let table: Table;
beforeEach(async () => {
  dynamodb = await startDynamoDb();
  table = dynamodb.open(() => AS_OF);
});
afterEach(() => dynamodb.close());

const RUN = '20260615T120000000Z-x';
const finding = (fields: Partial<Finding>): Finding => ({
  id: 'f'.repeat(32),
  control: 'completed',
  controlId: 'completed',
  filterSet: 'all',
  severity: 'HIGH',
  subject: { type: 'job', id: 'j' },
  verdict: 'NOT_MET',
  expected: 'state COMPLETED',
  found: 'state FAILED',
  remedy: 'Look',
  ...fields,
});
const stored = async (given: Finding): Promise<Finding | undefined> => {
  await putFindings(table, REPORT, RUN, [given], DAY);
  return readFinding(table, REPORT, RUN, given.id);
};

// dynalite refuses an item over 400 KB as DynamoDB does.
describe('what is too large for an item of the table', () => {
  it('is a finding’s evidence: its longest texts are cut, with a mark', async () => {
    const kept = await stored(finding({ job: { State: 'FAILED', StatusMessage: 'é'.repeat(500_000) } }));
    expect(kept?.job).toMatchObject({ State: 'FAILED', StatusMessage: expect.stringMatching(/^é{1999}…$/) });
  });

  it('is a finding’s evidence: fields that have no room are counted', async () => {
    const fields = Array.from({ length: 400 }, (_, n) => [`Field${n}`, '"'.repeat(1_900)]);
    const kept = await stored(finding({ job: Object.fromEntries([['CopyJobId', 'j'], ...fields]) }));
    expect(kept?.job).toMatchObject({ CopyJobId: 'j', Field0: expect.stringMatching(/^"{1900}$/) });
    expect(kept?.job?.['…']).toMatch(/^3\d\d more fields were too large to be kept$/);
  });

  it('are the members of a composite: those there is no room for are counted', async () => {
    const children = Array.from({ length: 5_000 }, (_, n) => ({ copyJobId: `c${n}`, statusMessage: 'x'.repeat(500) }));
    expect(await stored(finding({ children }))).toMatchObject({ children: { length: 100 }, moreChildren: 4_900 });
    const [first] = children;
    const deep = [{ ...first!, children: children.slice(0, 4_000) }];
    expect(await stored(finding({ children: deep }))).toMatchObject({ children: [], moreChildren: 1 });
  });

  it('is a name: it ends in a mark and a hash, so that two are not taken for one', async () => {
    const jobs = ['a', 'b'].map((end) => aForeignJob(`${'x'.repeat(1_000_000)}${end}`));
    await publish(table, jobs);
    const rows = await new ReportReader(table).rowsOf(REPORT);
    expect(rows).toHaveLength(2);
    for (const { resourceArn } of rows) expect(resourceArn).toMatch(/^arn:aws:rds:.{1900,2048}…[0-9a-f]{32}$/);
  });

  it('are states without an end: the five that AWS has are told, of others the first', async () => {
    const states = Array.from({ length: 3_000 }, (_, n) => `${n} ${'s'.repeat(400)}`);
    const jobs = [...states, 'COMPLETED', 'FAILED'].map((State, n) =>
      aCopyJob({ CopyJobId: `j${n}`, ResourceArn: 'arn:aws:ec2:eu-west-1:1:volume/v', State }),
    );
    await publish(table, jobs);
    const [row] = await new ReportReader(table).rowsOf(REPORT);
    expect(row?.jobsByState).toMatchObject({ COMPLETED: 1, FAILED: 1, '(others)': 3_000 - 18 });
  });

  it('are the reasons of a thousand filter sets that could not be planned', async () => {
    const unplanned = Array.from({ length: 1_000 }, (_, n) => ({ filterSet: `s${n}`, reason: 'ö'.repeat(10_000) }));
    const notes = unplanned.map(({ filterSet, reason }) => ({ filterSet, note: reason }));
    const declared = { name: REPORT };
    const at = new Date(AS_OF).toISOString();
    const plan = {
      report: REPORT,
      runId: RUN,
      asOf: at,
      startedAt: at,
      trigger: 'SCHEDULE' as const,
      unplanned,
      notes,
    };
    await putPlan(table, { ...plan, declared, definition: parseDefinition(declared) }, []);
    const read = await readPlan(table, REPORT, RUN);
    expect(read?.unplanned).toHaveLength(1_000);
    expect(read?.unplanned[999]?.reason).toMatch(/^ö{30,}…$/);
  });
});
