import * as z from 'zod';

/** Version of what a digest covers, and how. A chain may have links of several. */
export const EVIDENCE_VERSION = 1;

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What many items come to: their number, and the digest of their list. */
const listedSchema = z.object({ count: z.number(), digest });

/** An earlier run of the chain: its digest, until when it is kept (seconds since 1970), whether it was signed. */
const earlierSchema = z.object({
  sequence: z.number(),
  runId: z.string(),
  digest,
  until: z.number(),
  signed: z.boolean(),
});
export type Earlier = z.output<typeof earlierSchema>;

/** How a run hangs together with what is kept of it, and with the run before it. Its own digest covers all of this. */
export const evidenceSchema = z.object({
  version: z.literal(EVIDENCE_VERSION, {
    error: ({ input }) =>
      `expected version ${EVIDENCE_VERSION}, got ${JSON.stringify(input)}: a newer library wrote it`,
  }),
  /** 1 for the run that a chain begins with. */
  sequence: z.number(),
  /** Why a chain begins here: there was no run before it, or one of a version without a chain. */
  begins: z.enum(['FIRST', 'UPGRADE']).optional(),
  /**
   * The run before it, last; and of the ones before that those that are kept longer than all that came after them. So each run
   * that may be missing is known to be, and the chain holds over what is not kept any more.
   */
  earlier: z.array(earlierSchema),
  /** Until when this run is kept. */
  until: z.number(),
  findings: listedSchema,
  /** Rows as of the run. `list`: the run that wrote the list of them; `listBefore`: that of the run before. */
  rows: listedSchema.extend({ list: z.string(), listUntil: z.number(), listBefore: z.string().optional() }),
  /** ARN of the key that signs, where there is one. */
  signingKey: z.string().optional(),
});
export type Evidence = z.output<typeof evidenceSchema>;
export type Listed = z.output<typeof listedSchema>;

/** Algorithms of KMS that sign a SHA-256: what a digest is. */
export const SIGNING_ALGORITHMS = ['ECDSA_SHA_256', 'RSASSA_PSS_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_256'] as const;

export const signatureSchema = z.object({
  keyArn: z.string(),
  algorithm: z.enum(SIGNING_ALGORITHMS),
  /** Base64. */
  value: z.string(),
});
export type Signature = z.output<typeof signatureSchema>;

/** What the item of a run carries besides what is known without it. */
export const proofSchema = {
  evidence: evidenceSchema.optional(),
  /** SHA-256 of the run: of its item with the evidence in it, less what changes without it. */
  digest: digest.optional(),
  signature: signatureSchema.optional(),
  /** Why it was published without a signature, though there is a key. */
  unsigned: z.string().optional(),
};
