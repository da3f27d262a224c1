import { STSClient } from '@aws-sdk/client-sts';
import { memberCredentials } from '../../aws/member-role.js';
import { type AnsweringService, startAnswering } from '../kit/answering.js';

const ANSWER = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
<Expiration>2026-06-15T13:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const REFUSAL = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
<Message>User is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>`;

const unit = {
  id: 'all/222222222222/eu-west-1',
  filterSet: 'all',
  accountId: '222222222222',
  region: 'eu-west-1',
  requestsPerSecond: 10,
};
const role = { arn: 'arn:aws:iam::222222222222:role/auditor', externalId: 'who asks' };

describe('credentials of a member account', () => {
  let service: AnsweringService;
  afterEach(() => service.close());
  const start = async (status: number, body: string) => {
    service = await startAnswering(() => ({ status, body, type: 'text/xml' }));
    const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
    return new STSClient({ endpoint: service.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  };

  it('are those of the role, with its external id, for an hour at most', async () => {
    const client = await start(200, ANSWER);
    const provider = memberCredentials({ ...unit, role }, 'copy audit: Offsite', client);
    expect(await provider?.()).toEqual({
      accessKeyId: 'ASIA',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      expiration: new Date('2026-06-15T13:00:00Z'),
    });
    const asked = new URLSearchParams(service.asked[0]?.text);
    expect(Object.fromEntries(asked)).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: role.arn,
      ExternalId: 'who asks',
      DurationSeconds: '3600',
      RoleSessionName: 'copy-audit--Offsite',
    });
  });

  it('are refused with the reason', async () => {
    const client = await start(403, REFUSAL);
    await expect(memberCredentials({ ...unit, role }, 'audit', client)?.()).rejects.toThrow(/not authorized/);
  });

  it('are none where the account is read as it is', async () => {
    expect(memberCredentials(unit, 'audit', await start(200, ANSWER))).toBeUndefined();
  });
});
