import { type Declaration, type DefinitionItem, RECORD_VERSION } from '../../audit/record/items.js';
import { ReportOwned } from './errors.js';

/** A report as a request of CloudFormation declares it. */
export interface Declared extends Pick<
  Declaration,
  'definition' | 'packed' | 'definitionHash' | 'stackId' | 'logicalId'
> {
  readonly report: string;
  readonly requestId: string;
  /** The run that the request starts. */
  readonly runId: string;
  readonly asOf: string;
}

/**
 * What is kept of a report once a request declares it, `known` being what was kept before. What was accepted before stays
 * beside it until it is accepted itself, so that a deployment that fails loses nothing. Replayed, a request changes nothing.
 */
export const declare = (known: DefinitionItem | undefined, declared: Declared): DefinitionItem => {
  const { report, requestId, runId, asOf, ...declaration } = declared;
  if (known !== undefined && known.stackId !== declared.stackId) throw new ReportOwned(report, known.stackId);
  if (known?.deployment?.requestId === requestId) return known;
  const previous = known === undefined ? undefined : isAccepted(known) ? declarationOf(known) : known.previous;
  return {
    version: RECORD_VERSION,
    report,
    ...declaration,
    ...accepted(known, declared.definitionHash),
    updatedAt: asOf,
    deployment: { requestId, runId, asOf, attempt: 1 },
    ...(previous === undefined ? {} : { previous }),
  };
};

/** Whether the definition passed its gate. */
export const isAccepted = ({ definitionHash, acceptedHash }: Declaration): boolean => definitionHash === acceptedHash;

/** A definition that was accepted before is accepted at once: CloudFormation rolls back to it, and must never be held up. */
const accepted = (
  known: DefinitionItem | undefined,
  hash: string,
): Pick<Declaration, 'acceptedHash' | 'acceptedBefore'> => {
  const { acceptedHash, acceptedBefore } = known ?? {};
  if (acceptedHash === undefined) return {};
  if (hash === acceptedBefore) return { acceptedHash: acceptedBefore, acceptedBefore: acceptedHash };
  return { acceptedHash, ...(acceptedBefore === undefined ? {} : { acceptedBefore }) };
};

const declarationOf = ({
  version: _version,
  report: _report,
  deployment: _deployment,
  previous: _previous,
  ...declaration
}: DefinitionItem): Declaration => declaration;

/** What is kept once the gate has let a definition pass. */
export const accept = (item: DefinitionItem): DefinitionItem => {
  const { previous, acceptedHash, acceptedBefore, ...rest } = item;
  const before = acceptedHash === item.definitionHash ? acceptedBefore : acceptedHash;
  // Another logical id that had the report gets it back if this one is rolled back; its removal says that it is over.
  const isTakenOver = previous !== undefined && previous.logicalId !== item.logicalId;
  return {
    ...rest,
    acceptedHash: item.definitionHash,
    ...(before === undefined ? {} : { acceptedBefore: before }),
    ...(isTakenOver ? { previous } : {}),
  };
};

/** What is kept when a definition is refused, or removed by the logical id that took it over; nothing where nothing was before. */
export const withdraw = ({ version, report, previous }: DefinitionItem): DefinitionItem | undefined =>
  previous === undefined ? undefined : { version, report, ...previous };
