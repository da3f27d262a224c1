import type { Location, Result } from 'sarif';
import type { Finding } from '../../audit/finding.js';
import { wellFormed } from '../../audit/steering.js';
import { subjectWords } from '../../audit/views/subject-words.js';
import { LEVELS } from './sarif-rule.js';
import { messageText } from './sarif-text.js';

/** The file that declares a report, as a path with slashes, and the line on which it does. */
export interface DeclaredIn {
  readonly uri: string;
  readonly line: number;
}

/** A finding as a result of its rule. */
export const resultOf = (
  finding: Finding,
  ruleIndex: number | undefined,
  declaredIn: DeclaredIn | undefined,
): Result => {
  const { id, controlId, severity, verdict, filterSet, exempt, exemptionEnded, cause, firstSeen, subject, job } =
    finding;
  const isOpen = verdict === 'UNDETERMINED';
  return {
    ruleId: controlId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    // What could not be told is "open", and of that a level is none.
    kind: isOpen ? 'open' : 'fail',
    level: isOpen ? 'none' : LEVELS[severity],
    message: { text: messageText(sentencesOf(finding)) },
    locations: [locationOf(finding, declaredIn)],
    // The second one is what code scanning goes by.
    partialFingerprints: { 'copyAuditFinding/v1': id, primaryLocationLineHash: id },
    ...(exempt === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: wellFormed(exempt.reason) }] }),
    properties: defined({ severity, verdict, filterSet, subject, cause, firstSeen, exempt, exemptionEnded, job }),
  };
};

const sentencesOf = (finding: Finding): string => {
  const { found, expected, cause, remedy } = finding;
  const why = cause === undefined ? '' : ` ${cause.title}.`;
  return `${subjectWords(finding)}: ${found}. Expected: ${expected}.${why} ${cause?.remedy ?? remedy}`;
};

const locationOf = ({ subject }: Finding, declaredIn: DeclaredIn | undefined): Location => {
  const { resourceArn, id, type, vaultArn } = subject;
  const logical = [
    ...(resourceArn === undefined ? [] : [{ fullyQualifiedName: wellFormed(resourceArn), kind: 'resource' }]),
    ...(id === resourceArn ? [] : [{ fullyQualifiedName: wellFormed(id), kind: type }]),
    ...(vaultArn === undefined ? [] : [{ fullyQualifiedName: wellFormed(vaultArn), kind: 'backupVault' }]),
  ];
  if (declaredIn === undefined) return { logicalLocations: logical };
  const { uri, line } = declaredIn;
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: line } },
    logicalLocations: logical,
  };
};

const defined = (bag: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined));
