import { createServer } from 'node:http';
import { close, listen } from './loopback.js';

export interface LocalCloudFormation {
  readonly url: string;
  /** What every stack is doing; nothing where there is no such stack. */
  status: string | undefined;
  /** How often it was asked. */
  asked: number;
  close(): Promise<void>;
}

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
const REFUSED = `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>`;
const described = (status: string) =>
  `<DescribeStacksResponse xmlns="${NAMESPACE}"><DescribeStacksResult><Stacks><member><StackName>App</StackName><StackStatus>${status}</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

/** CloudFormation, as far as it is asked for the status of a stack. */
export const startCloudFormation = async (): Promise<LocalCloudFormation> => {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      local.asked += 1;
      const { status } = local;
      response.writeHead(status === undefined ? 400 : 200, { 'content-type': 'text/xml' });
      response.end(status === undefined ? REFUSED : described(status));
    });
  });
  const local: LocalCloudFormation = {
    url: await listen(server),
    status: 'UPDATE_IN_PROGRESS',
    asked: 0,
    close: () => close(server),
  };
  return local;
};
