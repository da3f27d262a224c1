import { publishTo } from '../../aws/topics.js';
import { startAnswering } from '../kit/answering.js';

it('a message goes to its topic as one for each protocol, by its Region', async () => {
  const body =
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';
  const service = await startAnswering(() => ({ type: 'text/xml', body }));
  try {
    await publishTo(
      'arn:aws:sns:eu-central-1:111111111111:ops',
      { Subject: 'COMPLIANT: Offsite', Message: '{"default":"{}"}' },
      { endpoint: service.url, credentials: { accessKeyId: 'a', secretAccessKey: 's' } },
    );
    const [asked] = service.asked;
    expect(Object.fromEntries(new URLSearchParams(asked?.text))).toMatchObject({
      Action: 'Publish',
      TopicArn: 'arn:aws:sns:eu-central-1:111111111111:ops',
      Subject: 'COMPLIANT: Offsite',
      MessageStructure: 'json',
      Message: '{"default":"{}"}',
    });
    expect(asked?.headers['authorization']).toContain('/eu-central-1/sns/');
  } finally {
    await service.close();
  }
});
