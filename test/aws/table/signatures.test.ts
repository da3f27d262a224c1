import { type KeyObject, generateKeyPairSync } from 'node:crypto';
import type { SignatureOptions } from '../../../aws/table/signature-checks.js';
import { kmsPublicKeys } from '../../../aws/public-keys.js';
import { kmsSigner } from '../../../aws/signer.js';
import { publishRun } from '../../../aws/table/publish-run.js';
import { readLatest } from '../../../aws/table/runs.js';
import { verifyReport } from '../../../aws/table/verify-report.js';
import { HOUR } from '../../../audit/schema.js';
import { latestKey, runKey } from '../../../audit/record/keys.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { REPORT, aRun } from '../../kit/a-run.js';
import { AS_OF } from '../../kit/audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../../kit/embedded-dynamodb.js';
import { type LocalKms, startKms } from '../../kit/kms.js';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

describe.each(['ECDSA_SHA_256', 'RSASSA_PSS_SHA_256'] as const)('runs that are signed by %s', (algorithm) => {
  let dynamodb: EmbeddedDynamoDb;
  let kms: LocalKms;
  let environment: NodeJS.ProcessEnv;
  const at = (hours: number) => dynamodb.open(() => AS_OF + hours * HOUR + 60_000);
  beforeEach(async () => {
    dynamodb = await startDynamoDb();
    kms = await startKms(algorithm);
    environment = { ...process.env };
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_KMS: kms.url,
    });
  });
  afterEach(async () => {
    process.env = environment;
    await Promise.all([dynamodb.close(), kms.close()]);
  });

  const publish = async (hours: number, signs = true): Promise<string> => {
    const run = await aRun([aCopyJob({ State: 'FAILED' })], { asOf: AS_OF + hours * HOUR });
    await publishRun(at(hours), run, signs ? kmsSigner(kms.keyArn) : undefined);
    return run.runId;
  };
  const verify = (options: SignatureOptions = {}) =>
    verifyReport(at(9), REPORT, { publicKeys: kmsPublicKeys({ credentials }), ...options });

  it('are valid by the key that KMS tells of, and by the one that is given', async () => {
    await publish(0);
    await publish(1);
    const signatures = { valid: 2, unsigned: 0, keys: [kms.keyArn] };
    expect(await verify()).toMatchObject({ status: 'INTACT', signatures });
    expect(await verify({ keyArn: kms.keyArn })).toMatchObject({ status: 'INTACT', signatures });
    expect(kms.asked).toEqual({ GetPublicKey: 4, Sign: 2 });
    // Offline: nobody is asked.
    const offline = await verify({ publicKey: kms.publicKey, publicKeys: undefined });
    expect(offline).toMatchObject({ status: 'INTACT', signatures });
    expect(kms.asked).toMatchObject({ GetPublicKey: 4 });
  });

  it('are not of another key, whoever says so', async () => {
    await publish(0);
    const pair =
      algorithm === 'ECDSA_SHA_256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
    const others: KeyObject[] = [pair.publicKey, generateKeyPairSync('ed25519').publicKey];
    for (const publicKey of others)
      expect((await verify({ publicKey })).problems).toMatchObject([{ change: 'BADLY_SIGNED' }]);
    const { problems } = await verify({ keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/another' });
    expect(problems).toMatchObject([{ change: 'BADLY_SIGNED', why: expect.stringContaining(kms.keyArn) }]);
  });

  it('are not signed by what is no signature, or one of another run', async () => {
    const first = await publish(0);
    const second = await publish(1);
    const table = at(2);
    const signature = (await table.get(runKey(REPORT, second)))!['signature'] as Record<string, string>;
    const item = (await table.get(runKey(REPORT, first)))!;
    for (const value of ['', 'AAAA', signature['value']!]) {
      await table.put({ ...runKey(REPORT, first), ...item, signature: { ...signature, value } });
      expect((await verify()).problems).toMatchObject([{ change: 'BADLY_SIGNED', ...runKey(REPORT, first) }]);
    }
  });

  it('tell of a signature that was removed, of the latest run too', async () => {
    for (const hours of [0, 1]) {
      const runId = await publish(hours);
      for (const key of [runKey(REPORT, runId), latestKey(REPORT)]) {
        const { signature: _signature, ...item } = (await at(2).get(key))!;
        await at(2).put({ ...key, ...item });
      }
      expect((await verify()).problems).toContainEqual(
        expect.objectContaining({ change: 'UNSIGNED', ...runKey(REPORT, runId) }),
      );
    }
    // The one that was signed when the next was published, whatever it says of itself now.
    await publish(2);
    await publish(3);
    const [key] = [runKey(REPORT, (await readLatest(at(4), REPORT))!.previousRunId!)];
    const { signature: _signature, ...item } = (await at(4).get(key))!;
    await at(4).put({ ...key, ...item, unsigned: 'KMS was not there' });
    expect((await verify()).problems).toContainEqual(expect.objectContaining({ change: 'UNSIGNED', ...key }));
  });

  it('are published without a signature where KMS refuses, and say why', async () => {
    await publish(0);
    kms.refusal = 'User is not authorized to perform: kms:Sign';
    await publish(1);
    kms.refusal = undefined;
    await publish(2);
    expect(await readLatest(at(3), REPORT)).toMatchObject({ signature: { algorithm } });
    expect(await verify()).toMatchObject({ status: 'INTACT', signatures: { valid: 2, unsigned: 1 } });
    const asked = await verify({ keyArn: kms.keyArn });
    expect(asked.problems).toMatchObject([{ change: 'UNSIGNED', why: expect.stringMatching('not authorized') }]);
  });

  it('are not checked where the key is not told, and that is said', async () => {
    await publish(0);
    process.env['AWS_ENDPOINT_URL_KMS'] = 'http://127.0.0.1:1';
    const found = await verify({ publicKeys: kmsPublicKeys({ credentials, maxAttempts: 1 }) });
    expect(found).toMatchObject({
      status: 'INTACT',
      signatures: { valid: 0, unchecked: expect.stringMatching(kms.keyArn) },
    });
  });

  it('may follow runs without a key', async () => {
    await publish(0, false);
    await publish(1);
    expect(await verify()).toMatchObject({ status: 'INTACT', signatures: { valid: 1, unsigned: 1 } });
    expect((await verify({ publicKey: kms.publicKey })).problems).toMatchObject([
      { change: 'UNSIGNED', why: expect.stringMatching('without a key') },
    ]);
  });
});
