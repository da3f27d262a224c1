import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Batch } from '../audit/wire.js';

// A state's input and output end at 256 KiB; what goes with the list needs some of it.
// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const LARGEST_ANSWER = 200_000;

export type UnitList =
  | { readonly unitsIn: 'ANSWER'; readonly batches: readonly Batch[] }
  | { readonly unitsIn: 'S3'; readonly bucket: string; readonly key: string };

/** Hands a list of units to the map: in the answer, or in the bucket where it is too long for that. */
export const handOver = async (
  batches: readonly Batch[],
  name: string,
  bucket: string | undefined,
  client?: S3Client,
): Promise<UnitList> => {
  const json = JSON.stringify(batches);
  if (Buffer.byteLength(json) <= LARGEST_ANSWER) return { unitsIn: 'ANSWER', batches };
  if (bucket === undefined)
    throw new Error(
      `${batches.flat().length} units are too many for a state's input, and the auditor has no bucket for them`,
    );
  const key = `units/${name}.json`;
  await (client ?? new S3Client({})).send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: json, ContentType: 'application/json' }),
  );
  return { unitsIn: 'S3', bucket, key };
};
