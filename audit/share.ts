import * as z from 'zod';
import { type Counter, counterFromJson, counterToJson, countOne, mergeCounter } from './counter.js';

/**
 * What one resource contributes to the figures of its filter set, beside what its row shows anyway: where only the resource is
 * judged anew, its share is taken out of them and the new one put in. Kept only where a report is judged at once.
 */
export const shareSchema = z.object({
  /** Subjects that meet a control, by its id; those that do not are findings. */
  met: z.record(z.string(), z.number()),
  /** Failed jobs by cause. */
  failures: z.record(z.string(), z.number()),
});
export type ResourceShare = z.output<typeof shareSchema>;

/** The same while it is counted. */
export interface ShareTally {
  readonly met: Counter;
  readonly failures: Counter;
}

export const beginShare = (): ShareTally => ({ met: new Map(), failures: new Map() });

export const mergeShare = (into: ShareTally, other: ShareTally): void => {
  mergeCounter(into.met, other.met);
  mergeCounter(into.failures, other.failures);
};

export const shareToJson = ({ met, failures }: ShareTally): ResourceShare => ({
  met: counterToJson(met),
  failures: counterToJson(failures),
});

export const shareFromJson = ({ met, failures }: ResourceShare): ShareTally => ({
  met: counterFromJson(met),
  failures: counterFromJson(failures),
});

/** Adds what is met of controls that judge the resource as a whole. */
export const addMet = (shares: Map<string, Counter>, arn: string, controlId: string): void => {
  let met = shares.get(arn);
  if (met === undefined) shares.set(arn, (met = new Map()));
  countOne(met, controlId);
};
