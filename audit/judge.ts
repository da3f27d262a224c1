import { type BoundControl, circumstancesOf } from './bind.js';
import type { BoundReport } from './bound-report.js';
import { earlier } from './clock.js';
import type { Counter } from './counter.js';
import { messageOf } from './errors.js';
import { makeFinding } from './make-finding.js';
import type { Finding, SubjectOfFinding } from './finding.js';
import type { MergedFilterSet } from './merged.js';
import { type Outcomes, noOutcomes } from './outcomes.js';
import type { ResourceTally } from './resource-tally.js';
import { addMet } from './share.js';
import { type Verdict, undetermined } from './verdict.js';

/** What the wholes of one filter set came to: findings, and per resource what its row shows. */
export interface Judged {
  readonly findings: Finding[];
  readonly usedExemptions: Set<number>;
  /** Ids of controls not met and not exempt, by resource. */
  readonly notMet: Map<string, Set<string>>;
  /** When a control that is met stops being so if nothing is copied, by resource. */
  readonly breachesAt: Map<string, number>;
  /** How many subjects of each control are met, by resource; where shares are kept. */
  readonly met: Map<string, Counter>;
}

export const nothingJudged = (): Judged => ({
  findings: [],
  usedExemptions: new Set(),
  notMet: new Map(),
  breachesAt: new Map(),
  met: new Map(),
});

/** The second judging point: resources, schedules and the filter set, after all tallies have met. */
export const judgeWholes = (report: BoundReport, merged: MergedFilterSet): Judged => {
  const judged = nothingJudged();
  const set = report.filterSet(merged.name);
  for (const [arn, { openBreachesAt }] of merged.tally('').resources) noteBreach(judged, arn, openBreachesAt);
  for (const bound of report.controlsOn(merged.name)) {
    const { control, options, narrowing } = bound;
    const at = circumstancesOf(bound, set, report.asOf);
    const tally = merged.tally(narrowing.key);
    const whole = new WholeJudge(report, bound, merged.outcomesOf(bound.id), judged, merged.name, merged.unread);
    switch (control.judges) {
      case 'job':
      case 'expectedResource':
      case 'recoveryPoint':
        break; // judged on its page; judged once a report
      case 'filterSet': {
        // A filter set that matched nothing has no outcomes: silence is never compliance.
        if (merged.isEmpty) break;
        const judge = whole.guard(() => control.judge(options, at));
        whole.judge(
          () => ({ type: 'filterSet', id: merged.name }),
          () => judge?.(tally.filterSet),
        );
        break;
      }
      case 'resource': {
        const judge = whole.guard(() => control.judge(options, at));
        const breachesAt = control.breachesAt?.(options, at);
        for (const resource of tally.resources.values()) {
          if (resource.isRemembered && control.judgesRemembered !== true) continue;
          const verdict = whole.judge(
            () => subjectOfResource(resource),
            () => judge?.(resource),
          );
          if (verdict?.outcome !== 'MET') continue;
          noteBreach(judged, resource.arn, breachesAt?.(resource));
          if (tally.memory.shares) addMet(judged.met, resource.arn, bound.id);
        }
        break;
      }
      case 'schedule': {
        const judge = whole.guard(() => control.judge(options, at));
        const breachesAt = control.breachesAt?.(options, at);
        for (const resource of tally.resources.values()) {
          for (const schedule of resource.schedules?.values() ?? []) {
            const subject = () => ({
              ...subjectOfResource(resource),
              type: 'schedule' as const,
              ...(schedule.ruleId === undefined ? {} : { ruleId: schedule.ruleId }),
              ...(schedule.vault === undefined ? {} : { vaultArn: schedule.vault }),
            });
            const verdict = whole.judge(subject, () => judge?.(schedule));
            if (tally.memory.shares && verdict?.outcome === 'MET') addMet(judged.met, resource.arn, bound.id);
            noteBreach(judged, resource.arn, breachesAt?.(schedule));
          }
        }
      }
    }
  }
  return judged;
};

const noteBreach = (judged: Judged, arn: string, breachesAt: number | undefined): void => {
  const earliest = earlier(judged.breachesAt.get(arn), breachesAt);
  if (earliest !== undefined) judged.breachesAt.set(arn, earliest);
};

export const subjectOfResource = (resource: ResourceTally): SubjectOfFinding => {
  const [type] = [...resource.types].sort();
  const { accountId } = resource.description;
  return {
    type: 'resource',
    id: resource.arn,
    resourceArn: resource.arn,
    ...(type === undefined ? {} : { resourceType: type }),
    ...(accountId === undefined ? {} : { accountId }),
  };
};

/** Judges the subjects of one control that is judged after all tallies have met. */
export class WholeJudge {
  constructor(
    readonly report: BoundReport,
    readonly bound: BoundControl,
    readonly outcomes: Outcomes = noOutcomes(),
    readonly judged: Judged = nothingJudged(),
    readonly filterSet: string | undefined,
    readonly unread: readonly string[],
  ) {}

  /** Runs a judge; what it throws makes the control an ERROR. */
  guard<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      this.outcomes.error ??= messageOf(error);
      return undefined;
    }
  }

  /** Most subjects meet their controls, so who they are is asked only of the others. */
  judge(subject: () => SubjectOfFinding, ask: () => Verdict | undefined): Verdict | undefined {
    const asked = this.guard(ask);
    if (asked === undefined) return undefined;
    const verdict = this.#withoutUnread(asked);
    if (verdict.outcome === 'MET') this.outcomes.met += 1;
    else this.#find(subject(), verdict);
    return verdict;
  }

  /** The missing page might hold what is missing. */
  #withoutUnread(verdict: Verdict): Verdict {
    const [first, ...others] = this.unread;
    if (verdict.outcome !== 'NOT_MET' || first === undefined) return verdict;
    const rest = others.length === 0 ? '' : ` and ${others.length} more`;
    return undetermined(verdict.expected, `${verdict.found}, but not everything could be read (${first}${rest})`);
  }

  #find(subject: SubjectOfFinding, verdict: Exclude<Verdict, { outcome: 'MET' }>): void {
    const { report, bound, outcomes, judged } = this;
    const excuse = report.exemptions.find({ controlId: bound.id, resourceArn: subject.resourceArn });
    const finding = makeFinding(bound, this.filterSet, subject, verdict, excuse);
    judged.findings.push(finding);
    if (finding.exempt !== undefined && excuse !== undefined) {
      judged.usedExemptions.add(excuse.index);
      outcomes.exempt += 1;
      return;
    }
    if (verdict.outcome === 'UNDETERMINED') {
      outcomes.undetermined += 1;
      return;
    }
    outcomes.notMet += 1;
    if (subject.type !== 'resource' && subject.type !== 'schedule') return;
    const notMet = judged.notMet.get(subject.id) ?? new Set();
    judged.notMet.set(subject.id, notMet.add(bound.id));
  }
}
