import { STSClient } from '@aws-sdk/client-sts';
import type { Terminal } from './terminal.js';

export interface AccountOptions {
  readonly regions: readonly string[] | undefined;
  readonly profile: string | undefined;
  /** Another endpoint of AWS Backup. */
  readonly endpointUrl: string | undefined;
}

type Environment = Terminal['environment'];

// Whoever names an endpoint may have no account at all; the endpoint serves what it has.
const ANYBODY = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** As whom an account is asked. */
export const identityOf = ({ profile, endpointUrl }: AccountOptions, environment: Environment) => ({
  ...(profile === undefined ? {} : { profile }),
  ...(endpointUrl === undefined || hasCredentials(environment, profile) ? {} : { credentials: ANYBODY }),
});

/** The Regions that are asked: those that are given, else that of the environment or the AWS configuration. */
export const regionsOf = async (
  { regions, profile, endpointUrl }: AccountOptions,
  environment: Environment,
): Promise<readonly string[]> => {
  if (regions !== undefined && regions.length > 0) return regions;
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  return [region ?? (endpointUrl === undefined ? await regionOfProfile(profile) : 'us-east-1')];
};

/** The Region that the AWS configuration says, of the profile or of the default one. */
const regionOfProfile = async (profile: string | undefined): Promise<string> => {
  const { region } = new STSClient(profile === undefined ? {} : { profile }).config;
  return region().catch((cause: unknown) => {
    throw new Error('No Region: give --region, or set AWS_REGION, or choose a profile that has one', { cause });
  });
};

const hasCredentials = (environment: Environment, profile: string | undefined): boolean =>
  profile !== undefined ||
  ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'].some(
    (name) => environment[name] !== undefined,
  );
