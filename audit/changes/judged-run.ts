import type { Finding } from '../finding.js';
import type { RunHeader } from '../run.js';

/** What has to be known of a finding to follow it over runs: a whole one, or what somebody was told of it. */
export type KnownFinding = Pick<
  Finding,
  'id' | 'controlId' | 'filterSet' | 'severity' | 'verdict' | 'subject' | 'exempt' | 'firstSeen' | 'job'
>;

/** A control on a filter set, or on a report where there is no filter set: what findings are of. */
export type Asked = Pick<RunHeader['controls'][number], 'controlId' | 'filterSet'>;

/** A run before: what it asked, and what it found. Findings may come in any order and are listed again in theirs. */
export interface EarlierRun<F extends KnownFinding> {
  readonly header: Pick<RunHeader, 'asOf' | 'status' | 'definitionHash'> & { readonly controls: readonly Asked[] };
  readonly findings: Iterable<F>;
}

/** A run after it. */
export interface LaterRun<F extends KnownFinding> {
  readonly header: Pick<RunHeader, 'asOf' | 'status' | 'definitionHash' | 'controls' | 'units' | 'complete'>;
  readonly findings: Iterable<F>;
  /** Whether the run has a row of a resource in a filter set; where nobody can tell, it is taken to have one. */
  readonly knows?: (filterSet: string, resourceArn: string) => boolean;
}

export const askedKey = ({ controlId, filterSet }: Asked): string => JSON.stringify([controlId, filterSet ?? null]);
