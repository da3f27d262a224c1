import { ENVIRONMENT } from '../audit/environment.js';

/** What the constructs wrote into this function's environment. */
export const environment = (name: keyof typeof ENVIRONMENT): string => {
  const value = process.env[ENVIRONMENT[name]];
  if (value === undefined || value === '')
    throw new Error(`The function's environment has no ${ENVIRONMENT[name]}: it was not deployed by CopyJobAuditor`);
  return value;
};

export const optionalEnvironment = (name: keyof typeof ENVIRONMENT): string | undefined =>
  process.env[ENVIRONMENT[name]];

/** Account, Region and partition of this function, as its ARN says. */
export const homeOf = (functionArn: string) => {
  const [, partition = 'aws', , region = '', accountId = ''] = functionArn.split(':');
  return { accountId, region, partition };
};
