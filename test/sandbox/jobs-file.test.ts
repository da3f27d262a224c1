import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileKind, JobsFileError, generateJobs, readJobsFile, startSandbox } from '../../sandbox/index.js';
import { JsonRecords } from '../../sandbox/json-records.js';
import { rawGet } from '../kit/sandbox-client.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const JOBS = [...generateJobs({ count: 30, asOf: '2026-11-23T12:00:00Z' })];

const read = async (text: string, kind?: FileKind): Promise<unknown[]> => {
  const file = join(folder, 'jobs.json');
  writeFileSync(file, text);
  const records = [];
  for await (const record of readJobsFile(file, kind)) records.push(record);
  return records;
};

const ndjson = JOBS.map((job) => JSON.stringify(job)).join('\n');
const page = (jobs: unknown, more = {}) => JSON.stringify({ CopyJobs: jobs, ...more }, null, 4);

describe('a file of copy jobs', () => {
  it.each([
    ['an array', JSON.stringify(JOBS)],
    ['an array as people print it', JSON.stringify(JOBS, null, 2)],
    ['what AWS CLI prints', page(JOBS)],
    ['an answer with a token before its list', JSON.stringify({ NextToken: 'a"[{', CopyJobs: JOBS })],
    ['an answer with other things after its list', page(JOBS, { NextToken: ']}', Meta: { list: [1, { a: 1 }] } })],
    ['pages in a row', `${page(JOBS.slice(0, 9))}\n${page([])}\n${page(JOBS.slice(9))}`],
    ['one job a line', ndjson],
    ['one job a line, with empty lines and a line end of Windows', `\r\n${ndjson.replaceAll('\n', '\r\n\r\n')}\r\n`],
    ['a byte order mark before all', `\uFEFF${ndjson}`],
  ])('can be %s', async (_name, text) => {
    expect(await read(text)).toEqual(JOBS);
  });

  it.each(['', '\n', '[]', '{"CopyJobs": []}'])('can be without any: %j', async (text) => {
    expect(await read(text)).toEqual([]);
  });

  it('keeps brackets, quotes and backslashes inside texts, and fields that nobody knows', async () => {
    const job = { CopyJobId: '1', StatusMessage: 'a } ] " \\ { [ "CopyJobs": [', Novelty: [[{ CopyJobs: [1] }]] };
    expect(await read(JSON.stringify([job, job]))).toEqual([job, job]);
    expect(await read(`${JSON.stringify(job)}\n${JSON.stringify(job)}`)).toEqual([job, job]);
  });

  it('is read the same, wherever its text is cut into pieces', () => {
    const texts = [
      page(JOBS.slice(0, 3), { NextToken: 'é\\"' }),
      JOBS.slice(0, 3)
        .map((job) => JSON.stringify(job))
        .join('\n'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.nat({ max: texts[0]!.length }), { maxLength: 6 }),
        (text, cuts) => {
          const at = [0, ...cuts.sort((a, b) => a - b), text.length];
          const records = new JsonRecords((name) => name === 'CopyJobs');
          const found = at.slice(1).flatMap((end, index) => [...records.take(text.slice(at[index], end))]);
          records.end();
          expect(found.map((record) => JSON.parse(record.text) as unknown)).toEqual(JOBS.slice(0, 3));
        },
      ),
    );
  });

  it('is served with its times as seconds, whichever way they were written', async () => {
    const file = join(folder, 'iso.json');
    writeFileSync(
      file,
      page([{ CopyJobId: '1', CreationDate: '2026-11-20T03:04:05.678000+01:00', CompletionDate: 1.7e9 }]),
    );
    const sandbox = await startSandbox({ copyJobs: readJobsFile(file) });
    const { body } = await rawGet(sandbox.url, '/copy-jobs?createdAfter=2026-11-20T02:04:05.678Z');
    await sandbox.close();
    expect(body).toEqual({
      CopyJobs: [
        { CopyJobId: '1', CreationDate: Date.parse('2026-11-20T02:04:05.678Z') / 1000, CompletionDate: 1.7e9 },
      ],
    });
  });

  it.each<[FileKind, string]>([
    ['backupJobs', '{"BackupJobs": [{"BackupJobId": "1"}]}'],
    ['protectedResources', '{"Results": [{"BackupJobId": "1"}]}'],
  ])('can hold %s instead', async (kind, text) => {
    expect(await read(text, kind)).toEqual([{ BackupJobId: '1' }]);
  });
});

describe('a file that does not hold copy jobs', () => {
  it.each([
    ['{"CopyJobId": "1"}\n{"CopyJobId": oops}', 2, 'not JSON'],
    ['[\n  {"a": 1},\n  {\n    "b" 1\n  }\n]', 3, 'not JSON'],
    ['[\n1, 2]', 2, 'a record is a JSON object, not "1, 2"'],
    ['not json', 1, 'a record is a JSON object, not "not json"'],
    ['[{"a": 1},\n"x", {"a": 2}]', 2, 'not "\\"x\\", "'],
    ['[\n[]]', 2, 'not a list'],
    ['{"a": 1}\n\n{"a": {"b": 2}', 3, 'ends inside this record'],
    ['{"CopyJobs": [\n{"a": 1}', 2, 'ends inside its list'],
    ['{"a": 1}\n}', 2, 'closed that was not opened'],
    ['{\n"BackupJobs": [{"a": 1}]}', 2, 'expected CopyJobs, found BackupJobs'],
    [
      '{"CopyJobId": "1"}\n{"CreationDate": "yesterday"}',
      2,
      'CreationDate is a time in seconds or ISO 8601, not "yesterday"',
    ],
    ['{"CompletionDate": true}', 1, 'CompletionDate'],
  ])('is refused with its line: %j', async (text, line, reason) => {
    const refusal = await read(text).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(JobsFileError);
    expect(refusal).toMatchObject({ line });
    expect((refusal as Error).message).toContain(`jobs.json:${line}: `);
    expect((refusal as Error).message).toContain(reason);
  });

  it('is refused by its name where there is none', async () => {
    const reading = readJobsFile(join(folder, 'nowhere.json')).next();
    await expect(reading).rejects.toThrow(/nowhere\.json: ENOENT/);
    await expect(reading).rejects.toBeInstanceOf(JobsFileError);
  });

  it('yields the jobs before what is wrong', async () => {
    const file = join(folder, 'late.json');
    writeFileSync(file, '{"CopyJobId": "1"}\n{"CopyJobId": "2"}\n{');
    const records = readJobsFile(file);
    expect((await records.next()).value).toEqual({ CopyJobId: '1' });
    expect((await records.next()).value).toEqual({ CopyJobId: '2' });
    await expect(records.next()).rejects.toThrow('late.json:3');
  });
});
