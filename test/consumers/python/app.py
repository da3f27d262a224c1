from aws_cdk import App, CfnOutput, Duration, Stack
from cdk_backup_copy_audit import (
    Control,
    CopyJobAuditor,
    Exemption,
    FilterSet,
    Gate,
    ResourceType,
    Severity,
    Target,
)

app = App()
stack = Stack(app, "CopyAudit")
auditor = CopyJobAuditor(stack, "Auditor")

report = auditor.add_report(
    "OffsiteCopies",
    filter_sets=[
        FilterSet("prod-databases", resource_type=ResourceType.RDS, created_within=Duration.days(7)),
        FilterSet(
            "ireland",
            targets=[Target.accounts(["111122223333", "444455556666"], regions=["eu-west-1"])],
        ),
    ],
    controls=[
        Control.completed(),
        Control.fresh_within(Duration.hours(26)),
        Control.cross_region(),
        Control.vault_locked(severity=Severity.CRITICAL),
        Control.retained_for(at_least=Duration.days(35)),
        Control.minimum_success_rate(99),
    ],
    exemptions=[
        Exemption.resource("arn:aws:rds:*:*:db:scratch-*", reason="rebuilt nightly", until="2027-03-31"),
    ],
    gate=Gate.fail_on_non_compliant(),
)

CfnOutput(stack, "Status", value=report.compliance_status)
app.synth()
