import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { User } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ENVIRONMENT } from '../../audit/environment.js';
import { exportKey } from '../../audit/run-export/key.js';
import { EXPORT_TABLES } from '../../audit/run-export/tables.js';
import { CopyJobAuditor, type CopyJobAuditorProps, RunExport } from '../../lib/index.js';
import { statementRowsOf } from '../kit/statements.js';
import { flat, quickApp, resourceOf, templateOf } from '../kit/synth.js';

const exporting = (
  exportTo: RunExport | ((stack: Stack) => RunExport),
  props: CopyJobAuditorProps = {},
  declare: (auditor: CopyJobAuditor, stack: Stack) => void = () => {},
): Template =>
  templateOf((stack) => {
    const to = typeof exportTo === 'function' ? exportTo(stack) : exportTo;
    declare(new CopyJobAuditor(stack, 'A', { dashboard: false, exportTo: to, ...props }), stack);
  });

interface GlueTable {
  readonly Name: string;
  readonly Parameters: Readonly<Record<string, string>>;
  readonly PartitionKeys: readonly { readonly Name: string; readonly Type: string }[];
  readonly StorageDescriptor: {
    readonly Location: unknown;
    readonly Columns: readonly { readonly Name: string; readonly Type: string; readonly Comment: string }[];
    readonly SerdeInfo: unknown;
  };
}
const tablesIn = (template: Template): GlueTable[] =>
  Object.values(template.findResources('AWS::Glue::Table')).map(
    ({ Properties }) => (Properties as { TableInput: GlueTable }).TableInput,
  );
const writerIn = (template: Template): Record<string, unknown> =>
  Object.values(template.findResources('AWS::Lambda::Function'))
    .map(
      ({ Properties }) => (Properties as { Environment: { Variables: Record<string, unknown> } }).Environment.Variables,
    )
    .find((variables) => ENVIRONMENT.exportBucket in variables) ?? {};

const plain = exporting(RunExport.toNewBucket());

describe('runs that are exported to a new bucket', () => {
  it('lie where nobody but who may can read them, and outlive the stack', () => {
    plain.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: Match.objectLike({}),
        LifecycleConfiguration: {
          Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }],
        },
      },
    });
    plain.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: { Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
    });
  });

  it('are kept as long as is said', () => {
    exporting(RunExport.toNewBucket({ keepFor: Duration.days(2555) })).hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [Match.objectLike({ ExpirationInDays: 2555, NoncurrentVersionExpiration: { NoncurrentDays: 30 } })],
      },
    });
  });

  it('go with the stack where that is said', () => {
    exporting(RunExport.toNewBucket({ removalPolicy: RemovalPolicy.DESTROY })).hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Delete',
    });
  });

  it('are encrypted with the auditor’s key, or another', () => {
    const key = (stack: Stack) => new Key(stack, 'Key');
    const own = templateOf(
      (stack) => new CopyJobAuditor(stack, 'A', { encryptionKey: key(stack), exportTo: RunExport.toNewBucket() }),
    );
    const other = exporting((stack) => RunExport.toNewBucket({ encryptionKey: key(stack) }));
    for (const template of [own, other]) {
      expect(
        flat(JSON.parse(JSON.stringify(resourceOf(template, 'AWS::S3::Bucket').Properties['BucketEncryption']))),
      ).toContain('aws:kms');
      const rows = statementRowsOf(template, plain).filter(({ under }) => under.includes('kms:ViaService: s3.'));
      expect(rows).toEqual([
        expect.objectContaining({ who: ['ExportDeliver'], may: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
      ]);
    }
  });
});

describe('the tables of exported runs', () => {
  it('have exactly the columns that are written, in their order', () => {
    const declared = tablesIn(plain).map(({ Name, StorageDescriptor: { Columns } }) => [
      Name,
      Columns.map((column) => [column.Name, column.Type]),
    ]);
    const written = EXPORT_TABLES.map(({ name, columns }) => [
      name,
      Object.entries(columns).map(([column, { type }]) => [column, type]),
    ]);
    expect(declared).toEqual(written);
  });

  it('are named and explained as Glue and Athena take it', () => {
    for (const { Name, StorageDescriptor, Parameters } of tablesIn(plain)) {
      const { Columns } = StorageDescriptor;
      expect(new Set(Columns.map((column) => column.Name)).size).toBe(Columns.length);
      // https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
      for (const column of [Name, ...Columns.map((each) => each.Name)]) expect(column).toMatch(/^[a-z][a-z0-9_]*$/);
      for (const { Comment } of Columns) expect(Comment.length).toBeLessThanOrEqual(255);
      expect(StorageDescriptor.SerdeInfo).toEqual({ SerializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' });
      expect(Parameters).toMatchObject({ EXTERNAL: 'TRUE', 'projection.enabled': 'true' });
    }
  });

  it('look for a run where it is written', () => {
    for (const { Name, Parameters, PartitionKeys, StorageDescriptor } of tablesIn(plain)) {
      const [{ Name: partition = '' } = {}] = PartitionKeys;
      // Where there is no template, Athena looks below the table's place as Hive does.
      const day = `${flat(StorageDescriptor.Location)}${partition}=2026-11-25/`;
      const written = exportKey('default/', Name, { report: 'R', runId: 'run', asOf: '2026-11-25T06:00:00.000Z' });
      expect(`s3://<AExportBucket>/${written}`).toBe(`${day}R/run.ndjson.gz`);
      expect(Parameters).toMatchObject({
        [`projection.${partition}.type`]: 'date',
        [`projection.${partition}.format`]: 'yyyy-MM-dd',
        [`projection.${partition}.range`]: '2026-01-01,NOW',
      });
    }
  });

  it('are in a database named for the auditor, or as is said', () => {
    const nameIn = (template: Template) =>
      (resourceOf(template, 'AWS::Glue::Database').Properties['DatabaseInput'] as { Name: string }).Name;
    expect(nameIn(plain)).toBe('copy_audit_default');
    expect(nameIn(exporting(RunExport.toNewBucket(), { auditorName: 'Team-A' }))).toBe('copy_audit_team_a');
    expect(nameIn(exporting(RunExport.toNewBucket({ databaseName: 'evidence' })))).toBe('evidence');
  });

  it('are not there where nobody wants them', () => {
    exporting(RunExport.toNewBucket({ athenaTables: false })).resourceCountIs('AWS::Glue::Table', 0);
  });
});

describe('runs that are exported to a bucket that is there', () => {
  const foreign = (stack: Stack) =>
    RunExport.toBucket(
      Bucket.fromBucketAttributes(stack, 'Evidence', { bucketName: 'evidence', account: '444455556666' }),
      {
        prefix: 'copies/eu/',
      },
    );

  it('are written below the prefix, and only where the bucket is its owner’s', () => {
    const template = exporting(foreign);
    template.resourceCountIs('AWS::S3::Bucket', 0);
    expect(writerIn(template)).toMatchObject({
      [ENVIRONMENT.exportBucket]: 'evidence',
      [ENVIRONMENT.exportBucketOwner]: '444455556666',
      [ENVIRONMENT.exportPrefix]: 'copies/eu/',
    });
    expect(statementRowsOf(template).find(({ may }) => may.includes('s3:PutObject'))).toEqual({
      who: ['ExportDeliver'],
      may: ['s3:AbortMultipartUpload', 's3:PutObject'],
      on: ['arn:<partition>:s3:::evidence/copies/eu/*'],
      under: '',
    });
    expect(flat(tablesIn(template)[0]?.StorageDescriptor.Location)).toBe('s3://evidence/copies/eu/runs/');
  });

  it('are the account’s own where nothing else is known', () => {
    expect(writerIn(plain)[ENVIRONMENT.exportBucketOwner]).toEqual({ Ref: 'AWS::AccountId' });
  });
});

it('lets whoever is granted read the runs and ask about them, and nothing else', () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/evidence';
  const to = (stack: Stack) =>
    RunExport.toBucket(
      Bucket.fromBucketAttributes(stack, 'Evidence', {
        bucketName: 'evidence',
        encryptionKey: Key.fromKeyArn(stack, 'Key', key),
      }),
    );
  const template = exporting(to, {}, (auditor, stack) => auditor.exportedRuns?.grantRead(new User(stack, 'Reader')));
  const mine = statementRowsOf(template).filter(({ who }) => who.includes('Reader'));
  const glue = (resource: string) => `arn:<partition>:glue:<region>:<account>:${resource}`;
  expect(mine).toEqual([
    {
      who: ['Reader'],
      may: ['kms:Decrypt'],
      on: [key],
      under: 'StringEquals kms:ViaService: s3.<region>.amazonaws.com',
    },
    { who: ['Reader'], may: ['s3:GetObject'], on: ['arn:<partition>:s3:::evidence/default/*'], under: '' },
    {
      who: ['Reader'],
      may: ['s3:GetBucketLocation', 's3:ListBucket'],
      on: ['arn:<partition>:s3:::evidence'],
      under: '',
    },
    {
      who: ['Reader'],
      may: ['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
      on: [
        'catalog',
        'database/copy_audit_default',
        ...['controls', 'findings', 'resources', 'runs'].map((name) => `table/copy_audit_default/${name}`),
      ].map(glue),
      under: '',
    },
  ]);
});

describe('an export that cannot work is refused, by its property:', () => {
  it.each<[string, RunExport, RegExp]>([
    [
      'a prefix without a slash',
      RunExport.toNewBucket({ prefix: 'copies' }),
      /prefix: expected 1 to 200 letters.* got "copies"/,
    ],
    ['one that begins with one', RunExport.toNewBucket({ prefix: '/copies/' }), /prefix/],
    ['one with a place that Athena cannot read', RunExport.toNewBucket({ prefix: 'a//b/' }), /prefix/],
    [
      'a database that Glue would not name so',
      RunExport.toNewBucket({ databaseName: 'Copy-Audit' }),
      /databaseName: expected 1 to 255 lower-case/,
    ],
    [
      'a database without tables',
      RunExport.toNewBucket({ databaseName: 'a', athenaTables: false }),
      /databaseName: is of tables/,
    ],
    ['half a day', RunExport.toNewBucket({ keepFor: Duration.hours(36) }), /keepFor: expected whole days/],
    ['no time', RunExport.toNewBucket({ keepFor: Duration.days(0) }), /keepFor: expected whole days, one at least/],
  ])('%s', (_, exportTo, sentence) => {
    expect(() => exporting(exportTo)).toThrow(sentence);
  });

  it('a bucket of another Region', () => {
    const stack = new Stack(quickApp(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    const bucket = Bucket.fromBucketAttributes(stack, 'B', { bucketName: 'evidence', region: 'us-east-1' });
    expect(() => new CopyJobAuditor(stack, 'A', { exportTo: RunExport.toBucket(bucket) })).toThrow(
      'bucket: expected one in the auditor’s Region eu-west-1, got one in us-east-1',
    );
  });
});
