import { Rule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { DETAIL_TYPES, EVENT_SOURCE, type FindingChange } from '../../audit/events/schema.js';
import { SEVERITIES, atLeastAsSevere } from '../../audit/status.js';
import type { IComplianceReport } from '../compliance-report-reference.js';
import { given } from '../given.js';
import type { FindingEventOptions, ReportEventOptions } from '../report-event-options.js';

type Report = Construct & Pick<IComplianceReport, 'reportName' | 'auditor'>;

/** Narrows what is in the detail of an event. */
type Detail = Readonly<Record<string, unknown>>;

const ruleFor = (report: Report, id: string, options: ReportEventOptions, detailType: string, detail: Detail): Rule => {
  const { auditor, reportName } = report;
  auditor._openEvents?.();
  const { ruleName, description, target, eventPattern, crossStackScope, eventBus = auditor.eventBus } = options;
  const rule = new Rule(report, id, given({ ruleName, description, crossStackScope, eventBus }));
  rule.addEventPattern({
    source: [EVENT_SOURCE],
    detailType: [detailType],
    detail: { auditor: [auditor.auditorName], report: [reportName], ...detail },
  });
  rule.addEventPattern(eventPattern);
  rule.addTarget(target);
  return rule;
};

/** A rule for changes of a report's status. */
export const statusRule = (report: Report, id: string, options: ReportEventOptions): Rule =>
  ruleFor(report, id, options, DETAIL_TYPES.status, {});

/** A rule for one kind of changes of a report's findings. */
export const findingRule = (report: Report, id: string, change: FindingChange, options: FindingEventOptions): Rule => {
  const { severity = 'INFORMATIONAL' } = options;
  const severities = SEVERITIES.filter((each) => atLeastAsSevere(each, severity));
  const narrowed = severities.length === SEVERITIES.length ? {} : { finding: { severity: severities } };
  return ruleFor(report, id, options, DETAIL_TYPES.finding, { change: [change], ...narrowed });
};
