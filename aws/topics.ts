import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { Message } from '../audit/notification/message-of.js';
import { connections } from './connections.js';

/** Publishes a message to a topic, which may be of another Region. */
export const publishTo = async (arn: string, message: Message, options: SNSClientConfig = {}): Promise<void> => {
  const [, , , region = ''] = arn.split(':');
  const client = new SNSClient({
    maxAttempts: 8,
    requestHandler: connections(),
    ...(region === '' ? {} : { region }),
    ...options,
  });
  await client.send(new PublishCommand({ TopicArn: arn, MessageStructure: 'json', ...message }));
};
