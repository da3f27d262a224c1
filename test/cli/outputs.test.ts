import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { validateXML } from 'xmllint-wasm';
import { type Run, runSchema } from '../../audit/run.js';
import { xmlOf } from '../../audit/views/xml.js';
import { sarifOf } from '../../cli/outputs/sarif.js';
import { uriOf } from '../../cli/outputs/uri.js';
import { AS_OF } from '../kit/audit-of.js';
import { aCopyJob, ago } from '../kit/a-copy-job.js';
import { STEERING, aForeignJob, foreignTexts } from '../kit/foreign-text.js';
import { ROOT } from '../kit/documents.js';
import { type TerminalSession, atTerminal } from '../kit/test-terminal.js';
import { HOUR } from '../../audit/schema.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-outputs-'));
const written = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const schema = (name: string): string => readFileSync(join(ROOT, 'test', 'fixtures', 'schemas', name), 'utf8');

const texts = foreignTexts.map(([, text]) => text);
const good = aCopyJob({ CopyJobId: 'good', DestinationBackupVaultArn: null });
const jobs = [good, ...texts.map((text) => aForeignJob(text))];
const recorded = written('jobs.ndjson', jobs.map((job) => JSON.stringify(job)).join('\n'));

const definition = written(
  'reports.yaml',
  `reports:
  - name: Foreign
    controls:
      - { control: completed, severity: CRITICAL }
      - { control: crossRegion, severity: MEDIUM }
      - { control: destinationVault, vaults: ['*'], severity: LOW }
      - { control: usesRole, roles: [none], severity: INFORMATIONAL }
      - { control: createdByPlan, plans: [none] }
    exemptions:
      - { control: createdByPlan, reason: '=known, "really"', until: 2030-01-01 }
      - { control: completed, reason: over, until: 2020-01-01 }
  - name: Small
    controls: [{ control: minimumCopies, copies: 1 }]
  - name: Nothing
    filterSets: [{ name: none, resourceType: none }]
`,
);

const sessions = new Map<string, Promise<TerminalSession>>();

/** What is printed for such options; once, however often it is looked at. */
const run = (output: string, ...args: string[]): Promise<TerminalSession> => {
  const all = ['run', '-d', definition, '--jobs', recorded, '--output', output, ...args];
  const known = sessions.get(all.join(' '));
  if (known !== undefined) return known;
  const session = atTerminal(all, { now: AS_OF });
  sessions.set(all.join(' '), session);
  return session;
};

const runsOf = async (...args: string[]): Promise<Run[]> => {
  const { out } = await run('json', ...args);
  const parsed = JSON.parse(out) as { runs?: unknown[] };
  return runSchema.array().parse(parsed.runs ?? [parsed]);
};
const findingsOf = (runs: readonly Run[]) => runs.flatMap(({ findings }) => findings);

// A row that cannot be read makes every report incomplete.
const broken = written('broken.csv', 'Copy Job Id,Job Status,Creation Date\nx,COMPLETED,yesterday\n');

describe('a run as CSV', () => {
  let out: string;
  let rows: Record<string, string>[];
  beforeAll(async () => {
    ({ out } = await run('csv'));
    rows = parse(out, { columns: true }) as typeof rows;
  });

  it('is a row a finding of each report, in their order, after one of the report', async () => {
    const runs = await runsOf();
    expect(rows.filter(({ record }) => record === 'finding').map(({ findingId }) => findingId)).toEqual(
      findingsOf(runs).map(({ id }) => id),
    );
    expect(rows.filter(({ record }) => record === 'report').map(({ report, status }) => [report, status])).toEqual(
      runs.map(({ report, status }) => [report, status]),
    );
  });

  it('says what was exempted, by what, and the fields of the job by their API names, deep and unknown ones too', () => {
    const row = rows.find(({ control, CopyJobId }) => control === 'createdByPlan' && CopyJobId === 'id constructor');
    expect(row).toMatchObject({
      report: 'Foreign',
      exempt: `'=known, "really"`,
      exemptUntil: '2030-01-02T00:00:00.000Z',
      State: 'FAILED',
      'CreatedBy.BackupPlanName': 'constructor',
      'DestinationRecoveryPointLifecycle.DeleteAfterDays': '365',
      CreationDate: ago(5 * HOUR).toISOString(),
      otherFields: '{"constructor":"constructor"}',
    });
  });

  it('has no cell that a spreadsheet would take for a formula, and nothing that steers a terminal', () => {
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) && !/^-\d+$/.test(cell))).toEqual(
      [],
    );
    expect(STEERING.exec(out)).toBeNull();
  });

  it('is read alike by Python’s csv module', () => {
    const program = 'import csv,sys,json; print(json.dumps([r for r in csv.DictReader(sys.stdin)]))';
    const python = spawnSync('python3', ['-c', program], {
      input: out,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: { ...process.env, PYTHONIOENCODING: 'utf8' },
    });
    if (python.error !== undefined) {
      process.stderr.write('skipped: there is no python3 to read CSV with\n');
      return;
    }
    expect(JSON.parse(python.stdout)).toEqual(rows);
  });

  it('is a row a resource where that is asked for', async () => {
    const read = parse((await run('csv', '--rows', 'resources')).out, { columns: true }) as typeof rows;
    const resources = read.filter(({ record }) => record === 'resource');
    const [first] = await runsOf();
    expect(resources.filter(({ report }) => report === 'Foreign')).toHaveLength(first!.resources.length);
    expect(resources[0]).toMatchObject({ FAILED: '0', COMPLETED: '1', controlsNotMet: '', remembered: 'false' });
    const wrong = await run('json', '--rows', 'resources');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('--rows is of --output csv, not of json') });
  });

  it('says what could not be read', async () => {
    const text = (await run('csv', '--jobs', broken)).out;
    const unread = (parse(text, { columns: true }) as typeof rows).filter(({ record }) => record === 'unread');
    expect(unread.map(({ report, found }) => [report, found?.includes('1 row of 1 could not be read')])).toEqual([
      ['Foreign', true],
      ['Small', true],
      ['Nothing', true],
    ]);
  });
});

describe('a run as NDJSON', () => {
  it('is a JSON value a line, each with a word for what it is, that together say what JSON says', async () => {
    const { out } = await run('ndjson');
    expect(STEERING.exec(out)).toBeNull();
    const lines = out.trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const runs = await runsOf();
    const counts = (record: string) => records.filter((each) => each['record'] === record).length;
    expect(counts('run')).toBe(runs.length);
    expect(counts('resource')).toBe(runs.reduce((sum, { resources }) => sum + resources.length, 0));
    expect(new Set(records.map(({ record }) => record))).toEqual(
      new Set(['run', 'unit', 'filterSet', 'control', 'cause', 'exemption', 'finding', 'resource']),
    );
    const found = records.filter(({ record }) => record === 'finding');
    const whole = JSON.parse((await run('json')).out) as { runs: Run[] };
    expect(found.map(({ record: _, report: __, runId: ___, ...finding }) => finding)).toEqual(findingsOf(whole.runs));
    expect(records.every(({ report, runId }) => report !== undefined && runId !== undefined)).toBe(true);
  });
});

describe('a run as JUnit', () => {
  const problemsOf = async (name: string, ...documents: string[]): Promise<string[]> => {
    const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
    const { valid, errors } = await validateXML({ xml, schema: [schema(name)] });
    return valid ? [] : errors.map(({ message }) => message);
  };

  it.each(['junit-jenkins.xsd', 'junit-ant.xsd'])(
    'is what %s says, whatever AWS says, complete or not',
    async (name) => {
      const documents = [(await run('junit')).out, (await run('junit', '--jobs', broken)).out];
      expect(await problemsOf(name, ...documents)).toEqual([]);
      expect(await problemsOf(name, '<testsuites><testcase/></testsuites>')).not.toEqual([]);
    },
  );

  it('has none of the characters that XML cannot hold', async () => {
    const out = xmlOf({
      name: 'testsuites',
      content: [{ name: 'x', attributes: { y: 'a\ufffe\u0001' }, content: 'b\uffff' }],
    });
    expect(await validateXML({ xml: [{ fileName: 'x', contents: out }], schema: [ANYTHING] })).toMatchObject({
      valid: true,
    });
    expect(out).toContain('y="a\ufffd\ufffd"');
  });

  it('is a suite a report; a control fails, is skipped or passes, and what could not be read is an error', async () => {
    const { out } = await run('junit');
    const suites = [
      ...out.matchAll(
        /<testsuite [^>]*name="(\w+)"[^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/g,
      ),
    ];
    expect(suites.map(([, ...found]) => found.join(' '))).toEqual([
      'Foreign 6 1 0 4',
      'Small 2 0 0 0',
      'Nothing 3 0 0 2',
    ]);
    expect(outcomeIn(out, 'completed')).toMatch(/^failure.*CRITICAL: \d+ of \d+ not met/);
    expect(outcomeIn(out, 'crossRegion')).toMatch(/^skipped.*undetermined/);
    expect(outcomeIn(out, 'usesRole')).toMatch(/^skipped.*INFORMATIONAL/);
    expect(outcomeIn(out, 'createdByPlan')).toMatch(/^skipped.*exempt/);
    const unread = (await run('junit', '--jobs', broken)).out;
    expect(outcomeIn(unread, 'every copy job could be read')).toMatch(/^error.*could not be read/);
    expect(out).toContain('<testcase classname="Foreign" name="every copy job could be read" time="0"/>');
  });
});

const ANYTHING = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="testsuites"/></xs:schema>`;

const outcomeIn = (xml: string, name: string): string | undefined =>
  new RegExp(`name="${name}(?: in [^"]+)?" time="0">\\s*<([^\\n]*)`).exec(xml)?.[1];

describe('a run as SARIF', () => {
  const { $schema: _, id: __, ...rest } = JSON.parse(schema('sarif-2.1.0.json')) as Record<string, unknown>;
  const validate = addFormats(new Ajv({ allErrors: true, strict: false })).compile(rest);
  let log: Log;
  beforeAll(async () => {
    const { out } = await run('sarif');
    expect(STEERING.exec(out)).toBeNull();
    log = JSON.parse(out) as Log;
  });

  it('is what the schema of OASIS says, whatever AWS says, complete or not', async () => {
    for (const each of [log, JSON.parse((await run('sarif', '--jobs', broken)).out)]) {
      validate(each);
      expect(validate.errors).toBeNull();
    }
    expect(validate({ version: '2.1.0' })).toBe(false);
  });

  it('is a run a report, with rules of its controls and a result a finding', async () => {
    const runs = await runsOf();
    expect(log.runs.map(({ automationDetails }) => automationDetails?.id)).toEqual(
      runs.map(({ report, runId }) => `copy-audit/${report}/${runId}`),
    );
    expect(log.runs[0]?.tool.driver.rules?.map(({ id, helpUri }) => [id, helpUri?.split('#')[1]])).toEqual(
      runs[0]?.controls.map(({ controlId, control }) => [controlId, control]),
    );
    const results = log.runs.flatMap(({ results = [] }) => results);
    expect(results.map(({ partialFingerprints }) => partialFingerprints?.['copyAuditFinding/v1'])).toEqual(
      findingsOf(runs).map(({ id }) => id),
    );
    for (const { ruleId, ruleIndex } of log.runs[0]?.results ?? [])
      expect(log.runs[0]?.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  it('says how bad it is, what is not known, what is exempt, and where it is declared', () => {
    const results = log.runs[0]?.results ?? [];
    const of = (rule: string) => results.find(({ ruleId }) => ruleId === rule);
    expect(of('completed')).toMatchObject({ level: 'error', kind: 'fail' });
    expect(of('crossRegion')).toMatchObject({ level: 'none', kind: 'open' });
    expect(of('usesRole')).toMatchObject({ level: 'note' });
    expect(of('createdByPlan')?.suppressions).toMatchObject([
      { kind: 'external', status: 'accepted', justification: '=known, "really"' },
    ]);
    expect(of('completed')?.suppressions).toBeUndefined();
    const [location] = of('completed')?.locations ?? [];
    expect(location?.physicalLocation?.artifactLocation?.uri).toMatch(/reports\.yaml$/);
    expect(location?.physicalLocation?.region?.startLine).toBe(2);
    expect(log.runs[1]?.results).toEqual([]);
    expect(location?.logicalLocations?.[0]?.fullyQualifiedName).toMatch(/^arn:aws:rds:eu-west-1:111111111111:db:/);
  });

  it('has no message that would be a link or lack an argument', () => {
    const messages = log.runs.flatMap(({ results = [] }) => results.map(({ message }) => message.text ?? ''));
    expect(messages.filter((text) => /\]\(/.test(text))).toEqual([]);
    expect(messages.filter((text) => /(?<!\{)\{(?:\{\{)*\d+\}/.test(text))).toEqual([]);
    expect(messages.some((text) => text.includes('${{AWS::AccountId}}'))).toBe(true);
  });

  it('has as many results as code scanning takes, the worst, and says how many are left out', async () => {
    const [run] = await runsOf();
    const [finding] = run!.findings;
    const large = { ...run!, findings: Array.from({ length: 25_003 }, () => finding!) };
    const [sarif] = sarifOf([{ run: large }]).runs;
    expect(sarif?.results).toHaveLength(25_000);
    const [said] = sarif?.invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(said?.message.text).toContain('3 findings are left out here');
  });

  it('says that it was not successful, and why, where something could not be read', async () => {
    const { runs } = JSON.parse((await run('sarif', '--jobs', broken)).out) as Log;
    expect(runs[0]?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', message: { text: expect.stringContaining('could not be read') } },
        {},
      ],
    });
    expect(log.runs[0]?.invocations?.[0]).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'warning' }],
    });
  });
});

describe('where a file is', () => {
  it('is a URI reference on every system', () => {
    expect(uriOf('audit/my reports.yaml', posix)).toBe('audit/my%20reports.yaml');
    expect(uriOf('/elsewhere/a.yaml', posix)).toBe('file:///elsewhere/a.yaml');
    const windows = { ...win32, resolve: (...parts: string[]) => win32.resolve('C:\\work', ...parts) };
    expect(uriOf('audit\\my reports.yaml', windows)).toBe('audit/my%20reports.yaml');
    expect(uriOf('D:\\x\\y.yaml', windows)).toBe('file:///D:/x/y.yaml');
  });
});
