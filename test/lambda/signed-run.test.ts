import { ENVIRONMENT } from '../../audit/environment.js';
import { verifyReport } from '../../aws/table/verify-report.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { type LocalKms, startKms } from '../kit/kms.js';
import { LocalAuditor } from '../kit/local-auditor.js';

jest.setTimeout(120_000);

let auditor: LocalAuditor;
let kms: LocalKms;
const environment = { ...process.env };
beforeEach(async () => {
  auditor = await LocalAuditor.start({
    copyJobs: [aCopyJob({ CreationDate: new Date(), CompletionDate: new Date() })],
  });
  kms = await startKms();
  process.env['AWS_ENDPOINT_URL_KMS'] = kms.url;
  process.env[ENVIRONMENT.signingKey] = kms.keyArn;
  await auditor.declare({ name: 'Offsite' });
});
afterEach(async () => {
  process.env = { ...environment };
  await Promise.all([auditor.close(), kms.close()]);
});

const verified = () => verifyReport(auditor.dynamodb.open(), 'Offsite', { publicKey: kms.publicKey });

describe('a run of an auditor with a key to sign with', () => {
  it('is signed, and its digest is in the answer that the state machine keeps', async () => {
    const answer = await auditor.run({ report: 'Offsite' });
    expect(answer).toMatchObject({ published: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await verified()).toMatchObject({
      status: 'INTACT',
      head: { digest: answer.digest },
      signatures: { valid: 1, unsigned: 0, keys: [kms.keyArn] },
    });
  });

  it('is published though KMS refuses to sign it', async () => {
    kms.refusal = 'the key is to be deleted';
    expect(await auditor.run({ report: 'Offsite' })).toMatchObject({ published: true });
    expect(await auditor.reader.latestOf('Offsite')).toMatchObject({
      unsigned: 'the key is to be deleted',
      evidence: { signingKey: kms.keyArn },
    });
    expect(await verified()).toMatchObject({ status: 'BROKEN', problems: [{ change: 'UNSIGNED' }] });
  });
});
