/** A finding as it comes over the wire, of which nothing is known. */
export type WireFinding = Readonly<Record<string, unknown>>;

/** Lengths that the format allows. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html */
const LENGTHS: Readonly<Record<string, number>> = {
  Id: 512,
  ProductArn: 2048,
  GeneratorId: 512,
  Title: 256,
  Description: 1024,
};
const TIMES = ['CreatedAt', 'UpdatedAt', 'FirstObservedAt', 'LastObservedAt'];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const ISO = (text: unknown): boolean => typeof text === 'string' && TIME.test(text) && !Number.isNaN(Date.parse(text));
const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && /\S/.test(value) && value.length <= most && Buffer.from(value).toString() === value;

/** What Security Hub would refuse of a finding, written from AWS's page and not from the code that makes findings. */
export const brokenLimits = (finding: WireFinding): string[] => {
  const { Resources, Types, ProductFields = {}, Remediation, FindingProviderFields, Compliance, RecordState } = finding;
  const resources = Resources as readonly WireFinding[];
  const provider = FindingProviderFields as { Types?: string[]; Severity?: WireFinding } | undefined;
  const advice = (Remediation as { Recommendation?: WireFinding } | undefined)?.Recommendation;
  const fields = Object.entries(ProductFields as object);
  const checks: Readonly<Record<string, boolean>> = {
    SchemaVersion: finding['SchemaVersion'] === '2018-10-08',
    AwsAccountId: /^\d{12}$/.test(String(finding['AwsAccountId'])),
    ProductArn: /^arn:aws[\w-]*:securityhub:[a-z0-9-]+:\d{12}:product\/\d{12}\/default$/.test(
      String(finding['ProductArn']),
    ),
    ...Object.fromEntries(
      Object.entries(LENGTHS).map(([name, most]) => [`${name} ≤ ${most}`, isText(finding[name], most)]),
    ),
    ...Object.fromEntries(TIMES.map((name) => [name, ISO(finding[name])])),
    'Resources 1 to 32': resources.length >= 1 && resources.length <= 32,
    'Resources.Id': resources.every(({ Id }) => isText(Id, 512)),
    'Resources.Type': resources.every(({ Type }) => isText(Type, 256)),
    'Resources.Region': resources.every(({ Region }) => Region === undefined || isText(Region, 16)),
    'Resources.Partition': resources.every(({ Partition = 'aws' }) =>
      ['aws', 'aws-cn', 'aws-us-gov'].includes(String(Partition)),
    ),
    'ProductFields ≤ 50': fields.length <= 50,
    ProductFields: fields.every(
      ([name, value]) => isText(name, 128) && isText(value, 2048) && !name.startsWith('aws/'),
    ),
    'Recommendation.Text': advice === undefined || isText(advice['Text'], 512),
    'Recommendation.Url': advice === undefined || URL.canParse(String(advice['Url'])),
    Types:
      Types === undefined &&
      (provider?.Types ?? []).every((type) =>
        /^(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)(\/[\w -]+){0,2}$/.test(
          type,
        ),
      ),
    Severity: ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].includes(String(provider?.Severity?.['Label'])),
    'Severity.Original': isText(provider?.Severity?.['Original'], 64),
    Compliance: ['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'].includes(
      String((Compliance as WireFinding)['Status']),
    ),
    RecordState: ['ACTIVE', 'ARCHIVED'].includes(String(RecordState)),
    '240 KB': Buffer.byteLength(JSON.stringify(finding)) <= 240_000,
  };
  return Object.entries(checks).flatMap(([name, isKept]) => (isKept ? [] : [name]));
};
