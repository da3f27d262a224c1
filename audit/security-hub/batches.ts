// https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html: 100 findings and 6 MB a call.
const MOST_AT_ONCE = 100;
const LARGEST = 5_000_000;

/** Findings in as few calls as they may be sent by. Each by itself is far from the 240 KB that one may have: its texts are cut. */
export const importBatches = <T>(findings: readonly T[]): T[][] => {
  const batches: T[][] = [];
  let size = Infinity;
  let batch: T[] = [];
  for (const finding of findings) {
    const bytes = Buffer.byteLength(JSON.stringify(finding));
    if (batch.length === MOST_AT_ONCE || size + bytes > LARGEST) {
      batch = [];
      size = 0;
      batches.push(batch);
    }
    batch.push(finding);
    size += bytes;
  }
  return batches;
};
