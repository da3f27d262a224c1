import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Unit } from '../audit/unit.js';

// A role that another role assumed lasts an hour at most; it is asked for anew before that.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
const LASTS = 3_600;

/** Credentials of the role through which a unit's account is read, renewed by the client as they expire. */
export const memberCredentials = ({ role, region }: Unit, session: string, client = new STSClient({ region })) => {
  if (role === undefined) return undefined;
  return async () => {
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn: role.arn,
        RoleSessionName: session.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 64),
        DurationSeconds: LASTS,
        ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined)
      throw new Error(`STS gave no credentials for ${role.arn}`);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
      ...(Expiration === undefined ? {} : { expiration: Expiration }),
    };
  };
};
