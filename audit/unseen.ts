import type { BoundReport } from './bound-report.js';
import { type FilterSet, narrows } from './filter-set.js';
import type { Unit } from './unit.js';
import type { UnitResult } from './unit-result.js';

// As of April 2026; where AWS adds one, the jobs that it lists are read and nothing is said.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html#features-by-region
const WITHOUT_MONITORING = /^(ap-southeast-6|ap-southeast-7|ap-east-2|mx-central-1|cn-.+|eusc-.+)$/;

/**
 * What cannot be seen of other accounts is said, and never green. AWS answers with no copy jobs both where there are none and
 * where whoever asks may not see them: without cross-account monitoring, from an account that is neither the management
 * account nor a delegated administrator, in Regions that have no monitoring.
 */
export const withUnseen = (report: BoundReport, results: readonly UnitResult[]): readonly UnitResult[] => {
  const said = new Map<UnitResult, UnitResult>();
  for (const set of report.definition.filterSets) {
    const mine = results.filter(({ unit }) => unit.filterSet === set.name);
    const silent = mine.filter(isSilent);
    const inPart = mine.some(({ records }) => records > 0) && !narrows(set);
    // One that could not be read might have been seen: its own error says why it was not.
    const isAll = mine.filter(({ unit }) => unit.byAccountId !== undefined).every(isSilent);
    for (const result of silent) {
      if (WITHOUT_MONITORING.test(result.unit.region))
        said.set(result, { ...result, error: withoutMonitoring(result.unit) });
      // Jobs that are seen elsewhere would make green what is seen nowhere.
      else if (isAll && inPart) said.set(result, { ...result, error: INVISIBLE });
    }
    for (const region of new Set(silent.map(({ unit }) => unit.region))) noteRegion(region, mine, set, said);
  }
  return said.size === 0 ? results : results.map((result) => said.get(result) ?? result);
};

const INVISIBLE =
  'no copy job of any other account is visible: AWS Backup lists them to the management account and delegated administrators only, with cross-account monitoring on; read the accounts through a role, or leave them out';

const withoutMonitoring = ({ accountId, region }: Unit): string =>
  `AWS Backup has no cross-account monitoring in ${region}: read ${accountId} through a role (target.role)`;

/** Read by cross-account monitoring, to the end. */
const isOfOthers = ({ unit, error }: UnitResult): boolean => unit.byAccountId !== undefined && error === undefined;
const isSilent = (result: UnitResult): boolean => isOfOthers(result) && result.records === 0;

/** Once a Region, where all of its accounts are silent and nothing worse was said. */
const noteRegion = (
  region: string,
  mine: readonly UnitResult[],
  set: FilterSet,
  said: Map<UnitResult, UnitResult>,
): void => {
  const others = mine.filter((result) => isOfOthers(result) && result.unit.region === region);
  const [first] = others;
  if (first === undefined || said.has(first) || narrows(set) || !others.every(isSilent)) return;
  const note = `no copy job of ${others.length === 1 ? 'this account' : `the ${others.length} accounts that were asked for`} is visible in ${region}: there are none, or cross-account monitoring does not show them`;
  said.set(first, { ...first, notes: [...(first.notes ?? []), note] });
};
