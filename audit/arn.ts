/** `arn:partition:service:region:account:resource`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const part = (arn: string | undefined, index: number): string | undefined => {
  if (arn === undefined || !arn.startsWith('arn:')) return undefined;
  const parts = arn.split(':', 6);
  const value = parts.length < 6 ? undefined : parts[index];
  return value === undefined || value === '' ? undefined : value;
};

export const regionOf = (arn: string | undefined): string | undefined => part(arn, 3);
export const accountOf = (arn: string | undefined): string | undefined => part(arn, 4);

/** Names a vault by what people call it; the whole ARN where it has no name. */
export const vaultNameOf = (arn: string): string => arn.split(':backup-vault:')[1] ?? arn;
