import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKey } from '../../audit/record/keys.js';
import { HOUR } from '../../audit/schema.js';
import { kmsSigner } from '../../aws/signer.js';
import { publishRun } from '../../aws/table/publish-run.js';
import { readLatest } from '../../aws/table/runs.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { REPORT, aRun } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { type LocalKms, startKms } from '../kit/kms.js';
import { atTerminal } from '../kit/test-terminal.js';

let dynamodb: EmbeddedDynamoDb;
let kms: LocalKms;
let folder: string;
const environment = { ...process.env };
const at = (hours: number) => dynamodb.open(() => AS_OF + hours * HOUR + 60_000);

beforeEach(async () => {
  dynamodb = await startDynamoDb();
  kms = await startKms();
  folder = mkdtempSync(join(tmpdir(), 'copy-audit-verify-'));
  // The SDK looks there and nowhere else.
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.wire.url,
    AWS_ENDPOINT_URL_KMS: kms.url,
  });
});
afterEach(async () => {
  process.env = { ...environment };
  rmSync(folder, { recursive: true });
  await Promise.all([dynamodb.close(), kms.close()]);
});

const publish = async (hours: number, signs = false): Promise<string> => {
  const run = await aRun([aCopyJob({ State: 'FAILED' })], { asOf: AS_OF + hours * HOUR });
  await publishRun(at(hours), run, signs ? kmsSigner(kms.keyArn) : undefined);
  return run.runId;
};
const digest = async () => (await readLatest(at(9), REPORT))!.digest!;

const verify = (...options: readonly string[]) =>
  atTerminal(['verify', REPORT, '--table', dynamodb.name, ...options], { now: AS_OF + 9 * HOUR });

const keyFile = (pem: string | Buffer): string => {
  const file = join(folder, 'key.pem');
  writeFileSync(file, pem);
  return file;
};

describe('copy-audit verify', () => {
  it('says that all is as it was published, and what to keep', async () => {
    for (const hours of [0, 1]) await publish(hours);
    const { code, out, err } = await verify();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^OffsiteCopies {2}INTACT/);
    expect(out).toMatch(/runs +2 in the chain\n/);
    expect(out).toMatch(/signatures +none\n/);
    expect(out).toContain(await digest());
  });

  it('names what was changed, and ends with 2', async () => {
    const first = await publish(0);
    await publish(1);
    const item = (await at(2).get(runKey(REPORT, first)))!;
    await at(2).put({ ...runKey(REPORT, first), ...item, status: 'COMPLIANT' });
    const { code, out } = await verify();
    expect(code).toBe(2);
    expect(out).toMatch(/^OffsiteCopies {2}BROKEN/);
    expect(out).toContain(`CHANGED      REPORT#${REPORT}  RUN#${first}`);
  });

  it('writes JSON for programs', async () => {
    const runId = await publish(0);
    const { code, out } = await verify('--output', 'json');
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { report: REPORT, status: 'INTACT', head: { runId, sequence: 1, digest: await digest() }, problems: [] },
    ]);
  });

  it('ends with 3 where there is nothing to check, and with 1 where it cannot', async () => {
    expect(await verify()).toMatchObject({ code: 3, out: expect.stringMatching('UNPROVEN') });
    const unnamed = await atTerminal(['verify', REPORT]);
    expect(unnamed).toMatchObject({ code: 1, err: expect.stringMatching('No table: give --auditor') });
    const named = await atTerminal(['verify', REPORT], { environment: { COPY_AUDIT_TABLE: 'NoSuchTable' } });
    expect(named).toMatchObject({ code: 1, err: expect.stringMatching(/not found|non-existent/i) });
    expect(await verify('--expect', 'abc')).toMatchObject({ code: 1, err: expect.stringMatching('64 hexadecimal') });
    expect(await verify('--public-key', keyFile('nothing'))).toMatchObject({
      code: 1,
      err: expect.stringMatching('is no public key'),
    });
  });

  it('holds the chain to digests that were kept elsewhere', async () => {
    await publish(0);
    const kept = await digest();
    await publish(1);
    expect((await verify('--expect', kept, '--expect', await digest())).code).toBe(0);
    expect(await verify('--expect', 'a'.repeat(64))).toMatchObject({
      code: 2,
      out: expect.stringMatching('NOT IN CHAIN'),
    });
  });

  it('holds runs to a key, told by KMS or given as a file', async () => {
    await publish(0, true);
    const pem = kms.publicKey.export({ format: 'pem', type: 'spki' });
    const der = kms.publicKey.export({ format: 'der', type: 'spki' });
    for (const options of [[], ['--key', kms.keyArn], ['--public-key', keyFile(pem)], ['--public-key', keyFile(der)]])
      expect(await verify(...options)).toMatchObject({
        code: 0,
        out: expect.stringMatching(`1 run signed by ${kms.keyArn}`),
      });
    const another = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
      format: 'pem',
      type: 'spki',
    });
    expect(await verify('--public-key', keyFile(another))).toMatchObject({
      code: 2,
      out: expect.stringMatching('BADLY SIGNED'),
    });
    await publish(1);
    expect(await verify('--key', kms.keyArn)).toMatchObject({ code: 2, out: expect.stringMatching('UNSIGNED') });
  });

  it('does not say that all is well where the key that was asked for could not be had', async () => {
    await publish(0, true);
    process.env['AWS_ENDPOINT_URL_KMS'] = 'http://127.0.0.1:1';
    process.env['AWS_MAX_ATTEMPTS'] = '1';
    expect(await verify('--key', kms.keyArn)).toMatchObject({ code: 1, err: expect.stringMatching('not checked') });
  });

  it('shows foreign text as text', async () => {
    const { out } = await atTerminal(['verify', 'a\u001b[31m\nINTACT', '--table', dynamodb.name]);
    expect(out).not.toContain('\u001b');
    expect(out.split('\n')[0]).toMatch('UNPROVEN');
  });
});
