import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawRecord, generateScenario, readJobsFile, startSandbox } from '../../sandbox/index.js';
import { proofCases } from '../sandbox/proof/cases.js';
import { type Proof, proofTable, runProof } from '../sandbox/proof/run-proof.js';
import { clientsPython, hasPython } from './kit/install.js';

const scenario = generateScenario({ seed: 'proof', count: 2_000, asOf: '2026-11-23T12:00:00Z' });
const copyJobs = [...scenario.copyJobs];
const backupJobs = [...scenario.backupJobs];

/** Runs where there is a python3; says so where there is none. */
const proves = hasPython() ? it : it.skip;
if (!hasPython()) process.stdout.write('Skipped: python3 (3.10 or newer, with venv) is not on this machine.\n');

describe('clients that nobody here wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-proof-'));
  const recording = join(folder, 'recorded.json');
  let proof: Proof;

  beforeAll(async () => {
    if (!hasPython()) return;
    const configFile = join(folder, 'config');
    writeFileSync(configFile, '[default]\ncli_timestamp_format = iso8601\n');
    const sandbox = await startSandbox({ ...scenario, copyJobs, backupJobs, order: 'shuffled' });
    const records = {
      list_copy_jobs: copyJobs,
      list_backup_jobs: backupJobs,
      list_protected_resources: [...scenario.protectedResources],
    };
    const cases = proofCases(copyJobs, backupJobs);
    try {
      const python = clientsPython();
      proof = await runProof(python, { url: sandbox.url, records, cases, configFile, recording });
    } finally {
      await sandbox.close();
    }
    process.stdout.write(`\n${proofTable(proof)}\n\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  proves('list with every filter what looking at every record finds', () => {
    expect(proof.cases.length).toBeGreaterThan(12);
    for (const { name, bruteForce, sameIds, sameFields } of proof.cases) {
      expect({ name, sameIds, sameFields }).toEqual({ name, sameIds: true, sameFields: true });
      if (name.startsWith('By')) {
        expect({ name, some: bruteForce > 0 && bruteForce < copyJobs.length }).toEqual({ name, some: true });
      }
    }
  });

  proves('see a refusal as an exception of the API’s model', () => {
    expect(proof.refusal).toEqual({
      code: 'InvalidParameterValueException',
      message: expect.stringContaining("'maxResults'") as string,
    });
  });

  proves('print what can be served again', async () => {
    const again: RawRecord[] = [];
    for await (const job of readJobsFile(recording)) again.push(job);
    const withTimes = (jobs: readonly RawRecord[]) =>
      new Map(jobs.map((job) => [job['CopyJobId'], { ...job, ...timesOf(job) }]));
    expect(again[0]?.['CreationDate']).toEqual(expect.stringMatching(/^2026-.*T/));
    expect(withTimes(again)).toEqual(withTimes(copyJobs));
  });
});

/** As milliseconds, from seconds or from ISO 8601. */
const timesOf = (job: RawRecord): RawRecord => {
  const ms = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) : Date.parse(String(value)));
  const names = ['CreationDate', 'CompletionDate'].filter((name) => job[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, ms(job[name])]));
};
