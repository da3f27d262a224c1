import { type Declaration, type DefinitionItem, RECORD_VERSION } from '../../audit/record/items.js';
import { HOUR } from '../../audit/schema.js';
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
  /** Whether the stack goes back to what it was; also true where nobody can tell. */
  readonly isRollback: boolean;
}

// Lambda may deliver an event again for hours after it was handled.
const REMEMBERED_REQUESTS = 8;

/**
 * What is kept of a report once a request declares it, `stored` being what was kept before. What was accepted before stays
 * beside it until it is accepted itself, so that a deployment that fails loses nothing. Replayed, a request changes nothing,
 * also after others that came later.
 */
export const declare = (stored: DefinitionItem | undefined, declared: Declared): DefinitionItem => {
  const { report, requestId, runId, asOf, isRollback, ...declaration } = declared;
  if (stored !== undefined && stored.stackId !== declared.stackId && !isLeftOver(stored, declared))
    throw new ReportOwned(report, stored.stackId);
  // What a stack that is gone has left is nothing to go back to, and passed no gate of this one.
  const known = stored?.stackId === declared.stackId ? stored : undefined;
  if (known?.deployment?.requestId === requestId || known?.requests?.includes(requestId) === true) return known;
  const previous = known === undefined ? undefined : isAccepted(known) ? declarationOf(known) : known.previous;
  return {
    version: RECORD_VERSION,
    report,
    ...declaration,
    ...accepted(known, declared.definitionHash, isRollback),
    updatedAt: asOf,
    deployment: { requestId, runId, asOf, attempt: 1 },
    requests: [requestId, ...(known?.requests ?? [])].slice(0, REMEMBERED_REQUESTS),
    ...(previous === undefined ? {} : { previous }),
  };
};

/** Whether the definition passed its gate. */
export const isAccepted = ({ definitionHash, acceptedHash }: Declaration): boolean => definitionHash === acceptedHash;

// A custom resource answers within an hour, or CloudFormation gives it up.
const LONGEST_DEPLOYMENT = 2 * HOUR;

/**
 * Whether the stack that declares a report is gone, or never got as far. Of two stacks with one name in one account and Region
 * only one can be there, and it is the one that asks: the other's removal did not reach the table.
 */
const isLeftOver = (known: DefinitionItem, { stackId, asOf }: Declared): boolean =>
  withoutUniqueId(known.stackId) === withoutUniqueId(stackId) ||
  (known.acceptedHash === undefined &&
    known.previous === undefined &&
    Date.parse(asOf) - Date.parse(known.updatedAt) > LONGEST_DEPLOYMENT);

/** `arn:aws:cloudformation:eu-west-1:111122223333:stack/App/51af3dc0-…` without what tells stacks of one name apart. */
const withoutUniqueId = (stackId: string): string => stackId.split('/').slice(0, 2).join('/');

/**
 * A definition that was accepted before is accepted at once where CloudFormation rolls back to it, which must never be held up.
 * A rollback is what comes next after the definition that it undoes, so farther back nothing counts as accepted.
 */
const accepted = (
  known: DefinitionItem | undefined,
  hash: string,
  isRollback: boolean,
): Pick<Declaration, 'acceptedHash'> => {
  const { acceptedHash, acceptedBefore } = known ?? {};
  if (acceptedHash === undefined) return {};
  return { acceptedHash: isRollback && hash === acceptedBefore ? acceptedBefore : acceptedHash };
};

const declarationOf = ({
  version: _version,
  report: _report,
  deployment: _deployment,
  requests: _requests,
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
export const withdraw = ({ version, report, requests, previous }: DefinitionItem): DefinitionItem | undefined =>
  previous === undefined
    ? undefined
    : { version, report, ...previous, ...(requests === undefined ? {} : { requests }) };
