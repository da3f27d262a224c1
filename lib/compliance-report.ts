import { Annotations, CustomResource, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type { Alarm, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { definitionSchema } from '../audit/definition.js';
import { DefinitionError } from '../audit/errors.js';
import { shown } from '../audit/schema.js';
import { ATTRIBUTES, PROPERTIES, REMOVAL_POLICIES, RESOURCE_TYPE } from '../audit/wire.js';
import type { AuditorAccess } from './auditor-access.js';
import { ComplianceReportBase } from './compliance-report-base.js';
import type { ComplianceReportProps } from './compliance-report-props.js';
import type { IComplianceReport } from './compliance-report-reference.js';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';
import { addAgeLimit, ageLimitOf } from './dashboard/age-limit.js';
import { type CheckedDefinition, checkDefinition } from './definition-check.js';
import { accessOfControls, accessOfTargets } from './needed-access.js';
import { type RenderedDefinition, renderDefinition } from './rendered-definition.js';
import { definitionProperties, lateDefinitionProperties } from './report/definition-properties.js';
import { ImportedReport } from './report/imported-report.js';
import { longestInterval } from './report/interval.js';
import { claim } from './report/names.js';
import { plansOf, soFar, whenPlansStand } from './report/plans.js';
import { reportSchedule } from './report/schedule.js';

/** What the deployable app gives, which has a definition already. */
interface Declared extends ComplianceReportProps {
  readonly _definition?: RenderedDefinition;
}

const DEFAULT_SCHEDULE = definitionSchema.shape.schedule.parse(undefined);

/**
 * A declared name with filter sets, controls and exemptions, of which an auditor makes runs: once while the stack deploys
 * that declares or changes it, and on schedule. With a gate it can fail that deployment.
 */
export class ComplianceReport extends ComplianceReportBase {
  /**
   * A report that another stack declared.
   *
   * @param scope Where the reference belongs.
   * @param id Its id there.
   * @param auditor The auditor that makes it.
   * @param reportName Its name.
   */
  public static fromReportName(
    scope: Construct,
    id: string,
    auditor: ICopyJobAuditor,
    reportName: string,
  ): IComplianceReport {
    return new ImportedReport(scope, id, auditor, reportName);
  }

  /** @internal */
  public static _fromDefinition(
    scope: Construct,
    id: string,
    auditor: ICopyJobAuditor,
    definition: RenderedDefinition,
  ): ComplianceReport {
    const props: Declared = { auditor, _definition: definition };
    return new ComplianceReport(scope, id, props);
  }

  /** Its name, under which its runs are kept. */
  public readonly reportName: string;

  /** The auditor that makes it. */
  public readonly auditor: ICopyJobAuditor;

  /** The id of the run that this deployment made. */
  public readonly runId: string;

  /** Status of the run that this deployment made: `COMPLIANT`, `NON_COMPLIANT`, `INSUFFICIENT_DATA` or `ERROR`. */
  public readonly complianceStatus: string;

  /** Outcomes that are met, in percent of those that count, as text; empty where there are none. */
  public readonly compliancePercent: string;

  /** How many copy jobs the run judged, as text. */
  public readonly copyJobCount: string;

  /** How many findings the run has that are not exempt, as text. */
  public readonly findingCount: string;

  /** @internal */
  protected readonly _longestInterval: number | undefined;

  private readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: ComplianceReportProps) {
    super(scope, id);
    const { auditor } = props;
    const render = () => (props as Declared)._definition ?? renderDefinition(id, props);
    const plans = plansOf(props);
    const definition = plans.length === 0 ? render() : soFar(render());
    const checked = checkDefinition(definition);
    this.auditor = auditor;
    this.reportName = definition.name;
    this.checkPlace();

    const access = [
      ...accessOfTargets(definition),
      ...(checked.definition === undefined ? [] : accessOfControls(checked.definition)),
    ];
    if (plans.length === 0) this.settle(checked);
    else whenPlansStand(this, plans, () => this.settle(checkDefinition(render())));
    if (auditor._serve === undefined && access.length > 0) this.askForAccess(access);
    const ready = auditor._serve?.({ access });
    this.resource = new CustomResource(this, 'Resource', {
      resourceType: RESOURCE_TYPE,
      serviceToken: auditor.serviceToken,
      properties: {
        ...(plans.length === 0 ? definitionProperties(this, definition) : lateDefinitionProperties(this, render)),
        [PROPERTIES.removalPolicy]: REMOVAL_POLICIES[props.removalPolicy === RemovalPolicy.DESTROY ? 1 : 0],
      },
    });
    // The run that creating the resource starts needs all of the auditor, its policies too.
    if (ready !== undefined) this.resource.node.addDependency(ready);

    this.runId = this.resource.getAttString(ATTRIBUTES.runId);
    this.complianceStatus = this.resource.getAttString(ATTRIBUTES.complianceStatus);
    this.compliancePercent = this.resource.getAttString(ATTRIBUTES.compliancePercent);
    this.copyJobCount = this.resource.getAttString(ATTRIBUTES.copyJobCount);
    this.findingCount = this.resource.getAttString(ATTRIBUTES.findingCount);

    const expression = definition.schedule ?? DEFAULT_SCHEDULE;
    const timeZone = props.schedule?.timeZone?.timezoneName;
    this._longestInterval = longestInterval(expression, timeZone);
    // Begins after the report is declared, and ends before it is removed.
    reportSchedule(this, 'Schedule', {
      auditor,
      reportName: this.reportName,
      expression,
      timeZone,
    })?.node.addDependency(this.resource);
  }

  /** @internal */
  protected override _afterFirstRun<A extends Alarm | CompositeAlarm>(alarm: A): A {
    alarm.node.addDependency(this.resource);
    return alarm;
  }

  /** What only a definition that will not change any more says. */
  private settle({ warnings, definition }: CheckedDefinition): void {
    for (const warning of warnings) Annotations.of(this).addWarningV2('copy-audit:definition', warning);
    const ageLimit = definition === undefined ? undefined : ageLimitOf(definition);
    if (ageLimit === undefined) return;
    addAgeLimit(this._ageLimits, ageLimit);
    this.auditor._serve?.({ access: [], ageLimit });
  }

  /** Whether the auditor of another stack has it is known only when it runs: a unit without it is an ERROR that says so. */
  private askForAccess(access: readonly AuditorAccess[]): void {
    const written = [...new Set(access.map((each) => each._written()))].join(', ');
    Annotations.of(this).addInfoV2(
      'copy-audit:access',
      `The report reads more than copy jobs of its own account: the auditor ${shown(this.auditor.auditorName)} has to be declared with access: [${written}]`,
    );
  }

  private checkPlace(): void {
    const { auditor, reportName } = this;
    const refuse = (path: string, message: string): never => {
      throw new DefinitionError([{ path, message }], `The report ${shown(reportName)}`);
    };
    const holder = claim(this, 'report', auditor.auditorName, reportName);
    if (holder !== undefined)
      refuse('reportName', `${holder.node.path} has this name already; reports of one auditor need names that differ`);
    const [own, its] = [Stack.of(this), Stack.of(auditor)];
    for (const place of ['account', 'region'] as const)
      if (!Token.isUnresolved(own[place]) && !Token.isUnresolved(its[place]) && own[place] !== its[place])
        refuse(
          'auditor',
          `it is of ${place} ${its[place]}, the report of ${own[place]}: expected an auditor of the same account and Region`,
        );
  }
}
