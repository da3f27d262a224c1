import { GetParameterCommand, ParameterNotFound, SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { type AuditorParameter, parameterName } from '../audit/wire.js';

/**
 * What a deployed auditor says of one of its parts, in Systems Manager's parameters of its account and Region.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
 */
export const readAuditorParameter = async (
  auditor: string,
  of: AuditorParameter,
  config: SSMClientConfig = {},
): Promise<string> => {
  const client = new SSMClient(config);
  const name = parameterName(auditor, of);
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
    if (Parameter?.Value !== undefined) return Parameter.Value;
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error;
  } finally {
    client.destroy();
  }
  const region = await client.config.region();
  throw new Error(`There is no auditor ${auditor} in ${region}: Systems Manager has no parameter ${name} there`);
};
