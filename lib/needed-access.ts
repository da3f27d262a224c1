import { Token } from 'aws-cdk-lib';
import { BoundReport } from '../audit/bound-report.js';
import { isOn } from '../audit/bind.js';
import type { Definition } from '../audit/definition.js';
import { DefinitionError } from '../audit/errors.js';
import { shown } from '../audit/schema.js';
import type { Target } from '../audit/target.js';
import { AuditorAccess } from './auditor-access.js';
import { checkDefinition } from './definition-check.js';
import type { MemberRoleReads } from './member-role-props.js';
import { type RenderedDefinition, renderDefinition } from './rendered-definition.js';

// A unit is up to half a kilobyte of JSON, and a state's input ends at 256 KiB.
const LONG_LIST = 300;

type RenderedFilterSet = NonNullable<RenderedDefinition['filterSets']>[number];
type RenderedTarget = NonNullable<RenderedFilterSet['targets']>[number];

/** What a report reads besides the copy jobs of the auditor's account: by its targets, which may be tokens … */
export const accessOfTargets = ({ filterSets = [], realtime }: RenderedDefinition): AuditorAccess[] => {
  const targets = filterSets.flatMap((set) => set.targets ?? []);
  return [
    ...targets.flatMap(accessOfTarget),
    ...(realtime === true ? [AuditorAccess.copyJobEvents()] : []),
    ...(unitCount(filterSets) > LONG_LIST ? [AuditorAccess.longLists()] : []),
  ];
};

const accessOfTarget = ({ organization, role, accounts }: RenderedTarget): AuditorAccess[] => [
  ...(organization === undefined ? [] : [AuditorAccess.organization()]),
  ...(organization?.skipEmptyAccounts === true ? [AuditorAccess.copyJobSummaries()] : []),
  ...(role === undefined ? [] : accessOfRole(role.name, organization === undefined ? accounts : ['*'])),
];

// The auditor's own account is read without a role.
const accessOfRole = (name: string, accounts: readonly string[] = []): AuditorAccess[] =>
  accounts.length === 0 ? [] : [AuditorAccess.role(name, [...accounts])];

const unitCount = (filterSets: readonly RenderedFilterSet[]): number =>
  filterSets
    .flatMap(({ targets = [{}] }) => targets)
    .reduce((sum, { accounts, regions }) => sum + lengthOf(accounts) * lengthOf(regions), 0);

// Of a list that is known only at deployment nobody knows the length; few are longer than a dozen.
const lengthOf = (list: readonly string[] | undefined): number =>
  list === undefined ? 1 : Token.isUnresolved(list) ? 12 : list.length;

/** … and by its controls, as far as they are known at synth. */
export const accessOfControls = (
  definition: Definition,
  sets: Definition['filterSets'] = definition.filterSets,
): AuditorAccess[] => {
  const report = new BoundReport(definition, 0);
  const controls = report.controls.filter((bound) => sets.some(({ name }) => isOn(bound, name)));
  const needs = {
    backupJobs:
      controls.some(({ control }) => control.judges === 'recoveryPoint') ||
      sets.some((set) => report.needsBackupClock(set)),
    protectedResources: controls.some(
      ({ control, options }) =>
        control.judges === 'expectedResource' && control.expects(options).from === 'protectedResources',
    ),
    resourceTags:
      controls.some(({ narrowing }) => narrowing.taggedWith !== undefined) ||
      sets.some(({ taggedWith }) => taggedWith !== undefined),
  };
  return [
    ...(needs.backupJobs ? [AuditorAccess.backupJobs()] : []),
    ...(needs.protectedResources ? [AuditorAccess.protectedResources()] : []),
    ...(needs.resourceTags ? [AuditorAccess.resourceTags()] : []),
  ];
};

/** A role of each account, as whoever assumes it must know it. */
type Assumed = MemberRoleReads & { readonly externalId?: string };

/** What reports read through a role of each account: of all that they ask, only what is asked of these accounts. */
export const accessThroughRole = ({ reports, access = [], ...role }: Assumed): AuditorAccess[] => {
  if (reports === undefined) return access;
  const needed = reports.map((report) => accessOfReport(role, renderDefinition('report', report)));
  if (needed.every((each) => each === undefined)) refuse(`no target of theirs has the role ${shown(role.roleName)}`);
  return [...access, ...needed.flatMap((each) => each ?? [])];
};

const accessOfReport = (role: Assumed, rendered: RenderedDefinition): AuditorAccess[] | undefined => {
  const { definition } = checkDefinition(rendered);
  if (definition === undefined) return refuse('what they read is known only at deployment: say it as access');
  const sets = definition.filterSets.filter(({ targets = [] }) => targets.some((target) => isThrough(role, target)));
  return sets.length === 0 ? undefined : accessOfControls(definition, sets);
};

const isThrough = ({ roleName, externalId }: Assumed, { role }: Target): boolean => {
  if (role?.name !== roleName) return false;
  if (role.externalId === undefined)
    refuse(`a target of theirs has the role ${shown(roleName)} without an external id, which the role asks for`);
  else if (isKnown(externalId) && isKnown(role.externalId) && role.externalId !== externalId)
    refuse(`a target of theirs has another external id for the role ${shown(roleName)}`);
  return true;
};

const isKnown = (value: string | undefined): boolean => value !== undefined && !Token.isUnresolved(value);

const refuse = (message: string): never => {
  throw new DefinitionError([{ path: 'reports', message }], 'The role of members');
};
