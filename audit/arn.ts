const COLON = 0x3a;

/** `arn:partition:service:region:account:resource`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const part = (arn: string | undefined, index: number): string | undefined => {
  if (arn === undefined || !arn.startsWith('arn:')) return undefined;
  // Asked twice for every copy job, so it looks at each letter once instead of splitting.
  let start = 0;
  let end = 0;
  for (let at = 3, colons = 0; at < arn.length; at += 1) {
    if (arn.charCodeAt(at) !== COLON) continue;
    colons += 1;
    if (colons === index) start = at + 1;
    if (colons === index + 1) end = at;
    if (colons === 5) return end > start ? arn.slice(start, end) : undefined;
  }
  return undefined;
};

export const regionOf = (arn: string | undefined): string | undefined => part(arn, 3);
export const accountOf = (arn: string | undefined): string | undefined => part(arn, 4);

/** Names a vault by what people call it; the whole ARN where it has no name. */
export const vaultNameOf = (arn: string): string => arn.split(':backup-vault:')[1] ?? arn;
