package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	audit "github.com/cdk-backup-copy-audit/cdk-backup-copy-audit-go/cdkbackupcopyaudit"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("CopyAudit"), nil)
	auditor := audit.NewCopyJobAuditor(stack, jsii.String("Auditor"), nil)

	report := auditor.AddReport(jsii.String("OffsiteCopies"), &audit.ReportOptions{
		FilterSets: &[]audit.FilterSet{
			audit.NewFilterSet(jsii.String("prod-databases"), &audit.FilterSetProps{
				ResourceType:  audit.ResourceType_RDS(),
				CreatedWithin: awscdk.Duration_Days(jsii.Number(7)),
			}),
			audit.NewFilterSet(jsii.String("ireland"), &audit.FilterSetProps{
				Targets: &[]audit.Target{
					audit.Target_Accounts(jsii.Strings("111122223333", "444455556666"), &audit.TargetProps{
						Regions: jsii.Strings("eu-west-1"),
					}),
				},
			}),
		},
		Controls: &[]audit.Control{
			audit.Control_Completed(nil),
			audit.Control_FreshWithin(awscdk.Duration_Hours(jsii.Number(26)), nil),
			audit.Control_CrossRegion(nil),
			audit.Control_VaultLocked(&audit.ControlProps{Severity: audit.Severity_CRITICAL}),
			audit.Control_RetainedFor(&audit.RetainedForProps{AtLeast: awscdk.Duration_Days(jsii.Number(35))}),
			audit.Control_MinimumSuccessRate(jsii.Number(99), nil),
		},
		Exemptions: &[]audit.Exemption{
			audit.Exemption_Resource(jsii.String("arn:aws:rds:*:*:db:scratch-*"), &audit.ExemptionProps{
				Reason: jsii.String("rebuilt nightly"),
				Until:  jsii.String("2027-03-31"),
			}),
		},
		Gate: audit.Gate_FailOnNonCompliant(),
	})

	awscdk.NewCfnOutput(stack, jsii.String("Status"), &awscdk.CfnOutputProps{Value: report.ComplianceStatus()})
	app.Synth(nil)
}
