import { CfnCondition, CfnOutput, CfnResource, Fn, type IStackSynthesizer } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct, IConstruct } from 'constructs';
import { AuditStack } from '../../bin/audit-stack.js';
import { type DefinitionInput, DEFINITION_VERSION } from '../../audit/definition.js';
import { PROPERTIES, RESOURCE_TYPE } from '../../audit/wire.js';
import { ComplianceReport } from '../../lib/compliance-report.js';
import { backupEndpoint, declareCommon, declareReport, valueOf } from './parameters.js';

export interface TemplateStackProps {
  readonly synthesizer: IStackSynthesizer;
  /** Whether the history goes with the stack. A template cannot leave that to a parameter without a transform. */
  readonly isDisposable: boolean;
  /** The reports of a file; without them one whose parts are parameters. */
  readonly reports?: readonly DefinitionInput[];
}

/** The app's stack, with parameters where the app has its context. */
export class TemplateStack extends AuditStack {
  constructor(scope: Construct, id: string, { synthesizer, isDisposable, reports }: TemplateStackProps) {
    super(scope, id, {
      synthesizer,
      isDisposable,
      reports: reports ?? [],
      auditorName: valueOf('AuditorName'),
      backupEndpointUrl: backupEndpoint(),
    });
    declareCommon(this);
    new CfnOutput(this, 'TableName', { value: this.auditor.table.tableName });
    new CfnOutput(this, 'StateMachineArn', { value: this.auditor.stateMachine.stateMachineArn });
    if (reports === undefined) this.#declareReport();
  }

  #declareReport(): void {
    declareReport(this);
    const known = { name: valueOf('ReportName'), schedule: valueOf('ReportSchedule') };
    const report = ComplianceReport._fromDefinition(this, 'Report', this.auditor, known);
    const hasSchedule = new CfnCondition(this, 'HasReportSchedule', {
      expression: Fn.conditionNot(Fn.conditionEquals(valueOf('ReportSchedule'), 'NONE')),
    });
    for (const each of report.node.findAll()) {
      if (each instanceof CfnSchedule) each.cfnOptions.condition = hasSchedule;
      // Lists are JSON already, which as properties of a definition they would be quoted as text.
      if (isReport(each)) each.addPropertyOverride(PROPERTIES.definition, definitionText());
    }
    new CfnOutput(this, 'Status', { value: report.complianceStatus });
    new CfnOutput(this, 'CompliancePercent', { value: report.compliancePercent });
    new CfnOutput(this, 'FindingCount', { value: report.findingCount });
    new CfnOutput(this, 'RunId', { value: report.runId });
  }
}

const isReport = (construct: IConstruct): construct is CfnResource =>
  CfnResource.isCfnResource(construct) && construct.cfnResourceType === RESOURCE_TYPE;

const definitionText = (): string =>
  Fn.join('', [
    `{"version":${DEFINITION_VERSION},"name":"`,
    valueOf('ReportName'),
    '","schedule":"',
    valueOf('ReportSchedule'),
    '","gate":{"failOn":"',
    valueOf('ReportGate'),
    '"},"filterSets":',
    valueOf('ReportFilterSets'),
    ',"controls":',
    valueOf('ReportControls'),
    ',"exemptions":',
    valueOf('ReportExemptions'),
    '}',
  ]);
