import type { Declared, Verdict } from './input.js';
import { isIn, type Read } from './filter-set.js';
import { isGoodCopy, text, time, type Raw } from './job.js';

/** One of the things that must have been copied. */
export interface ExpectedOutcome {
  readonly type: 'expectedResource' | 'recoveryPoint';
  readonly id: string;
  readonly resource: string | undefined;
  readonly verdict: Verdict;
}

/** Judged over filter sets taken together. */
type JudgesExpected = (control: Declared, reads: readonly Read[], asOf: number) => ExpectedOutcome[];

const isReported = (value: string | undefined): value is string => value !== undefined;

const listed = (reads: readonly Read[]): Raw[] =>
  reads.flatMap(({ units }) => units.flatMap((unit) => unit.protectedResources));

const covers: JudgesExpected = (control, reads) => {
  const named = control['resources'] as string[] | undefined;
  const list = named === undefined ? listed(reads) : [];
  const jobs = reads.flatMap((read) => read.jobs);
  const memory = reads.flatMap((read) => read.memory);
  const typesOf = (arn: string): (string | undefined)[] => {
    const inList = list.filter((raw) => text(raw['ResourceArn']) === arn).map((raw) => text(raw['ResourceType']));
    if (inList.some(isReported)) return inList;
    const ofJobs = jobs.filter(({ resource }) => resource === arn).map(({ type }) => type);
    if (ofJobs.some(isReported)) return ofJobs;
    return memory.filter((known) => known.arn === arn).map(({ type }) => type);
  };
  const types = (control['protectedResources'] as { types?: string[] } | undefined)?.types;
  const remembered = memory.map(({ arn }) => arn);
  const expected = named ?? [...list.map((raw) => text(raw['ResourceArn'])), ...remembered];
  return [...new Set(expected)]
    .filter(isReported)
    .filter((arn) => types === undefined || typesOf(arn).some((type) => isReported(type) && types.includes(type)))
    .filter((arn) => isIn(control, arn, typesOf(arn)))
    .map((arn) => {
      const isCovered = jobs.some((job) => job.resource === arn && isGoodCopy(job));
      return { type: 'expectedResource', id: arn, resource: arn, verdict: isCovered ? 'MET' : 'NOT_MET' };
    });
};

const everyRecoveryPointCopied: JudgesExpected = (control, reads, asOf) => {
  const jobs = reads.flatMap((read) => read.jobs);
  const within = control['within'] as number;
  const since = asOf - (control['completedWithin'] as number);
  const points = new Map<string, { completed: number; backup: Raw }>();
  for (const backup of reads.flatMap(({ units }) => units.flatMap((unit) => unit.backupJobs))) {
    const arn = text(backup['RecoveryPointArn']);
    const completed = time(backup['CompletionDate']);
    if (backup['State'] !== 'COMPLETED' || arn === undefined || completed === undefined) continue;
    if (completed < since || completed >= asOf || asOf - completed <= within) continue;
    if (text(backup['ParentJobId']) !== undefined) continue;
    if (arn.split(':').slice(5).join(':').includes('continuous:')) continue;
    if (!isIn(control, text(backup['ResourceArn']), [text(backup['ResourceType'])])) continue;
    points.set(arn, { completed, backup });
  }
  return [...points].map(([arn, { completed, backup }]) => {
    const good = jobs.filter((job) => isGoodCopy(job) && job.sourcePoint === arn);
    const ends = good.flatMap(({ finished }) => (finished === undefined ? [] : [finished]));
    const first = Math.min(...ends);
    const isUndated = good.length > 0 && ends.length === 0;
    const verdict = isUndated ? 'UNDETERMINED' : first - completed > within ? 'NOT_MET' : 'MET';
    return { type: 'recoveryPoint', id: arn, resource: text(backup['ResourceArn']), verdict };
  });
};

export const EXPECTED_CONTROLS: Readonly<Record<string, JudgesExpected>> = { covers, everyRecoveryPointCopied };
