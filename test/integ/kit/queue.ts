import { type Emulator, REGION } from './emulator.js';
import { fetchAnew } from './fetch-anew.js';

interface Answer {
  readonly QueueUrl?: string;
  readonly Messages?: readonly { readonly Body: string }[];
}

/** A queue of the emulated account, spoken to as the protocol has it: nothing else here has use for a client of SQS. */
export class EmulatedQueue {
  constructor(
    readonly emulator: Emulator,
    readonly url: string,
  ) {}

  static async create(emulator: Emulator, name: string): Promise<EmulatedQueue> {
    const { QueueUrl = '' } = await call(emulator, 'CreateQueue', { QueueName: name });
    return new EmulatedQueue(emulator, QueueUrl);
  }

  async send(message: unknown): Promise<void> {
    await call(this.emulator, 'SendMessage', { QueueUrl: this.url, MessageBody: JSON.stringify(message) });
  }

  /** Takes out what is in it; where there is nothing, waits for something, a minute at most. */
  async receive(): Promise<readonly unknown[]> {
    for (const until = Date.now() + 60_000; Date.now() < until;) {
      const asked = { QueueUrl: this.url, MaxNumberOfMessages: 10, WaitTimeSeconds: 10 };
      const { Messages = [] } = await call(this.emulator, 'ReceiveMessage', asked);
      if (Messages.length > 0) return Messages.map(({ Body }) => JSON.parse(Body) as unknown);
    }
    return [];
  }
}

const call = async ({ url }: Emulator, action: string, input: object): Promise<Answer> => {
  const response = await fetchAnew(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      // The emulator asks for a signature and does not check it.
      authorization: `AWS4-HMAC-SHA256 Credential=test/20261124/${REGION}/sqs/aws4_request`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
};
