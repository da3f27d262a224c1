package app;

import io.github.cdkbackupcopyaudit.ComplianceReport;
import io.github.cdkbackupcopyaudit.Control;
import io.github.cdkbackupcopyaudit.ControlProps;
import io.github.cdkbackupcopyaudit.CopyJobAuditor;
import io.github.cdkbackupcopyaudit.Exemption;
import io.github.cdkbackupcopyaudit.ExemptionProps;
import io.github.cdkbackupcopyaudit.FilterSet;
import io.github.cdkbackupcopyaudit.Gate;
import io.github.cdkbackupcopyaudit.ReportOptions;
import io.github.cdkbackupcopyaudit.ResourceType;
import io.github.cdkbackupcopyaudit.RetainedForProps;
import io.github.cdkbackupcopyaudit.Severity;
import io.github.cdkbackupcopyaudit.Target;
import io.github.cdkbackupcopyaudit.TargetProps;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;

public final class App {
  public static void main(String[] args) {
    software.amazon.awscdk.App app = new software.amazon.awscdk.App();
    Stack stack = new Stack(app, "CopyAudit");
    CopyJobAuditor auditor = new CopyJobAuditor(stack, "Auditor");

    ComplianceReport report = auditor.addReport("OffsiteCopies", ReportOptions.builder()
        .filterSets(List.of(
            FilterSet.Builder.create("prod-databases")
                .resourceType(ResourceType.RDS)
                .createdWithin(Duration.days(7))
                .build(),
            FilterSet.Builder.create("ireland")
                .targets(List.of(Target.accounts(
                    List.of("111122223333", "444455556666"),
                    TargetProps.builder().regions(List.of("eu-west-1")).build())))
                .build()))
        .controls(List.of(
            Control.completed(),
            Control.freshWithin(Duration.hours(26)),
            Control.crossRegion(),
            Control.vaultLocked(ControlProps.builder().severity(Severity.CRITICAL).build()),
            Control.retainedFor(RetainedForProps.builder().atLeast(Duration.days(35)).build()),
            Control.minimumSuccessRate(99)))
        .exemptions(List.of(Exemption.resource(
            "arn:aws:rds:*:*:db:scratch-*",
            ExemptionProps.builder().reason("rebuilt nightly").until("2027-03-31").build())))
        .gate(Gate.failOnNonCompliant())
        .build());

    CfnOutput.Builder.create(stack, "Status").value(report.getComplianceStatus()).build();
    app.synth();
  }
}
