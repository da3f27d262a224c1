/**
 * What the console shows of the widget to whoever adds it: markdown, with parameters to start from.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_samples.html
 */
export const DESCRIPTION = `## Compliance reports of AWS Backup copy jobs

Shows what the copy job auditor found: all reports, one report, a resource, a finding. Everything that can be chosen leads on.

### Parameters

| parameter | meaning |
| --- | --- |
| **view** | \`reports\` (the usual one), \`report\`, \`findings\`, \`finding\`, \`resource\` or \`top\` |
| **report** | name of a report: of \`report\`, \`findings\`, \`finding\`, and of \`top\`, which else is of all |
| **run** | id of a run; else the latest of the dashboard's time range |
| **control**, **filterSet**, **cause**, **severity** | narrow the view \`findings\` |
| **finding** | id of a finding |
| **resource** | ARN of a resource |

The trend shows the runs of the dashboard's time range. Where it ends in the past, the run that was the latest then is shown.

### Example parameters

\`\`\` yaml
view: report
report: OffsiteCopies
\`\`\`
`;
