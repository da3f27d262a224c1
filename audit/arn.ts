/** `arn:partition:service:region:account:resource`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const part = (arn: string | undefined, index: number): string | undefined => {
  if (arn === undefined || !arn.startsWith('arn:')) return undefined;
  // Asked for every copy job, so it looks for colons instead of splitting.
  let start = 0;
  for (let skipped = 0; skipped < index; skipped += 1) {
    start = arn.indexOf(':', start) + 1;
    if (start === 0) return undefined;
  }
  const end = arn.indexOf(':', start);
  if (end <= start) return undefined;
  for (let colon = end, rest = index + 1; rest < 5; rest += 1) {
    colon = arn.indexOf(':', colon + 1);
    if (colon < 0) return undefined;
  }
  return arn.slice(start, end);
};

export const regionOf = (arn: string | undefined): string | undefined => part(arn, 3);
export const accountOf = (arn: string | undefined): string | undefined => part(arn, 4);

/** Names a vault by what people call it; the whole ARN where it has no name. */
export const vaultNameOf = (arn: string): string => arn.split(':backup-vault:')[1] ?? arn;
