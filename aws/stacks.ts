import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { messageOf } from '../audit/errors.js';

// A rollback must not wait for an answer that does not come, as in a VPC without a way to CloudFormation.
const PATIENCE = { connectionTimeout: 2_000, requestTimeout: 5_000 };

/** What CloudFormation is doing with a stack: its status, or why nobody can tell. */
export const statusOfStack = async (
  stackId: string,
): Promise<{ readonly status: string } | { readonly unknown: string }> => {
  const client = new CloudFormationClient({ maxAttempts: 3, requestHandler: PATIENCE });
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    return stack?.StackStatus === undefined ? { unknown: 'there is no such stack' } : { status: stack.StackStatus };
  } catch (error) {
    return { unknown: messageOf(error) };
  } finally {
    client.destroy();
  }
};
