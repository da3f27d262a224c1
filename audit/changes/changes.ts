import { STATUSES, type Status } from '../status.js';
import { type GoneReason, whyGone } from './gone.js';
import { type EarlierRun, type KnownFinding, type LaterRun, askedKey } from './judged-run.js';

/** Why a finding counts that did not before. */
export const NEW_REASONS = {
  FOUND: 'it was not so before',
  NEWLY_ASKED: 'the report did not ask it before',
  EXEMPTION_ENDED: 'an exemption excuses it no longer',
  SEEN_AGAIN: 'it was so already, and could not be judged meanwhile',
} as const;
export type NewReason = keyof typeof NEW_REASONS;

/** What a later run of a report says otherwise than one before; exempt findings do not count. */
export interface Changes<E extends KnownFinding, L extends KnownFinding> {
  /** `before` is not there where there is no run before. */
  readonly status: { readonly before?: Status; readonly now: Status };
  /** Whether both runs judged by the same definition. */
  readonly isSameDefinition: boolean;
  readonly added: readonly { readonly finding: L; readonly reason: NewReason }[];
  /** As they were found last. */
  readonly gone: readonly { readonly finding: E; readonly reason: GoneReason }[];
  /** Of another severity or verdict than before. */
  readonly changed: readonly { readonly before: E; readonly finding: L }[];
  readonly same: readonly L[];
}

const counts = ({ exempt }: KnownFinding): boolean => exempt === undefined;

/** Compares two runs of one report: any two, one after the other or not. Without one before, all is new. */
export const changesBetween = <E extends KnownFinding, L extends KnownFinding>(
  before: EarlierRun<E> | undefined,
  now: LaterRun<L>,
): Changes<E, L> => {
  const earlier = new Map([...(before?.findings ?? [])].map((finding) => [finding.id, finding]));
  const later = new Map([...now.findings].map((finding) => [finding.id, finding]));
  const isSameDefinition = before === undefined || before.header.definitionHash === now.header.definitionHash;
  const newReason = whyNew(before, earlier);
  const goneReason = whyGone(now, isSameDefinition);

  const added: { finding: L; reason: NewReason }[] = [];
  const changed: { before: E; finding: L }[] = [];
  const same: L[] = [];
  for (const finding of later.values()) {
    if (!counts(finding)) continue;
    const known = earlier.get(finding.id);
    if (known === undefined || !counts(known)) added.push({ finding, reason: newReason(finding) });
    else if (known.severity !== finding.severity || known.verdict !== finding.verdict)
      changed.push({ before: known, finding });
    else same.push(finding);
  }
  const gone: { finding: E; reason: GoneReason }[] = [];
  for (const finding of earlier.values()) {
    if (!counts(finding)) continue;
    const still = later.get(finding.id);
    if (still === undefined) gone.push({ finding, reason: goneReason(finding) });
    else if (!counts(still)) gone.push({ finding, reason: 'EXEMPTED' });
  }
  const status = { ...(before === undefined ? {} : { before: before.header.status }), now: now.header.status };
  return { status, isSameDefinition, added, gone, changed, same };
};

const whyNew = (
  before: EarlierRun<KnownFinding> | undefined,
  earlier: ReadonlyMap<string, KnownFinding>,
): ((finding: KnownFinding) => NewReason) => {
  if (before === undefined) return () => 'FOUND';
  const { asOf, controls } = before.header;
  const asked = new Set(controls.map(askedKey));
  return (finding) => {
    if (earlier.has(finding.id)) return 'EXEMPTION_ENDED';
    // The run before did not find it, and yet it is older than that: it was remembered while something could not be read.
    if (finding.firstSeen !== undefined && Date.parse(finding.firstSeen) <= Date.parse(asOf)) return 'SEEN_AGAIN';
    return asked.has(askedKey(finding)) ? 'FOUND' : 'NEWLY_ASKED';
  };
};

/** Whether a status is another than before, and for the worse or the better; nothing where it is the same. */
export const turnOf = ({ before, now }: Changes<never, never>['status']): 'WORSE' | 'BETTER' | 'FIRST' | undefined => {
  if (before === undefined) return 'FIRST';
  if (before === now) return undefined;
  return STATUSES.indexOf(now) < STATUSES.indexOf(before) ? 'WORSE' : 'BETTER';
};
