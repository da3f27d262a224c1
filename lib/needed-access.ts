import { Token } from 'aws-cdk-lib';
import { BoundReport } from '../audit/bound-report.js';
import type { Definition } from '../audit/definition.js';
import { AuditorAccess } from './auditor-access.js';
import type { RenderedDefinition } from './rendered-definition.js';

// A unit is up to half a kilobyte of JSON, and a state's input ends at 256 KiB.
const LONG_LIST = 300;

type RenderedFilterSet = NonNullable<RenderedDefinition['filterSets']>[number];
type RenderedTarget = NonNullable<RenderedFilterSet['targets']>[number];

/** What a report reads besides the copy jobs of the auditor's account: by its targets, which may be tokens … */
export const accessOfTargets = ({ filterSets = [] }: RenderedDefinition): AuditorAccess[] => {
  const targets = filterSets.flatMap((set) => set.targets ?? []);
  return [
    ...targets.flatMap(accessOfTarget),
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
export const accessOfControls = (definition: Definition): AuditorAccess[] => {
  const report = new BoundReport(definition, 0);
  const needs = {
    backupJobs:
      report.controls.some(({ control }) => control.judges === 'recoveryPoint') ||
      definition.filterSets.some((set) => report.needsBackupClock(set)),
    protectedResources: report.controls.some(
      ({ control, options }) =>
        control.judges === 'expectedResource' && control.expects(options).from === 'protectedResources',
    ),
    resourceTags:
      report.controls.some(({ narrowing }) => narrowing.taggedWith !== undefined) ||
      definition.filterSets.some(({ taggedWith }) => taggedWith !== undefined),
  };
  return [
    ...(needs.backupJobs ? [AuditorAccess.backupJobs()] : []),
    ...(needs.protectedResources ? [AuditorAccess.protectedResources()] : []),
    ...(needs.resourceTags ? [AuditorAccess.resourceTags()] : []),
  ];
};
