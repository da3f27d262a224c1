import { EVIDENCE_VERSION, type Evidence, type Listed, type Signature } from './schema.js';

/** The run before, as far as a chain needs it. */
export interface RunBefore {
  readonly runId: string;
  readonly digest?: string | undefined;
  readonly evidence?: Evidence | undefined;
  readonly signature?: Signature | undefined;
}

export interface NewLink {
  /** None where there is none, and nothing of older ones either. */
  readonly before: RunBefore | undefined;
  /** Seconds since 1970. */
  readonly publishedAt: number;
  readonly until: number;
  readonly findings: Listed;
  readonly rows: Evidence['rows'];
  readonly signingKey: string | undefined;
}

/** The evidence of a run that is about to be published after another. */
export const evidenceOf = ({ before, publishedAt, until, findings, rows, signingKey }: NewLink): Evidence => ({
  version: EVIDENCE_VERSION,
  ...placeAfter(before, publishedAt),
  until,
  findings,
  rows,
  ...(signingKey === undefined ? {} : { signingKey }),
});

const placeAfter = (before: RunBefore | undefined, publishedAt: number) => {
  if (before === undefined) return { sequence: 1, begins: 'FIRST' as const, earlier: [] };
  const { runId, digest, evidence, signature } = before;
  if (digest === undefined || evidence === undefined) return { sequence: 1, begins: 'UPGRADE' as const, earlier: [] };
  const { sequence, until } = evidence;
  return {
    sequence: sequence + 1,
    earlier: [
      ...evidence.earlier.filter((each) => each.until > until && each.until > publishedAt),
      { sequence, runId, digest, until, signed: signature !== undefined },
    ],
  };
};
