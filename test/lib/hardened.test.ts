import { CfnParameter, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AuditorAccess, CopyJobAuditor, type CopyJobAuditorProps } from '../../lib/index.js';
import { type Resource, resourcesOf, templateOf } from '../kit/synth.js';

/** An auditor with all the parts that it can have, and something that only the deployment knows. */
const hardened = (props: (stack: Stack, known: (name: string) => string) => CopyJobAuditorProps): Template =>
  templateOf((stack) => {
    const known = (name: string) => new CfnParameter(stack, name).valueAsString;
    const access = [AuditorAccess.longLists()];
    new CopyJobAuditor(stack, 'A', { access, ...props(stack, known) }).addReport('R');
  });

const ofType = (template: Template, type: string): Resource[] =>
  resourcesOf(template).flatMap(([, resource]) => (resource.Type === type ? [resource] : []));

describe('a key of which only the ARN is known, and that only at deployment', () => {
  const ARN = { Ref: 'KeyArn' };
  const template = hardened((stack, known) => ({ encryptionKey: Key.fromKeyArn(stack, 'Key', known('KeyArn')) }));

  it.each<[string, string, object]>([
    [
      'the table',
      'AWS::DynamoDB::Table',
      { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: ARN } },
    ],
    ['every log', 'AWS::Logs::LogGroup', { KmsKeyId: ARN }],
    ['the environment of every function', 'AWS::Lambda::Function', { KmsKeyArn: ARN }],
    [
      'the lists of units',
      'AWS::S3::Bucket',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: ARN } },
          ],
        },
      },
    ],
  ])('encrypts %s', (_, type, properties) => {
    const found = ofType(template, type);
    expect(found).not.toEqual([]);
    for (const { Properties } of found) expect(Properties).toMatchObject(properties);
  });

  it('encrypts what runs are given and what they answer', () => {
    const runs = ofType(template, 'AWS::StepFunctions::StateMachine').filter(
      // The other machine, in which a deployment waits, is the CDK’s own.
      ({ Properties }) => JSON.stringify(Properties['DefinitionString']).includes('Audit each unit'),
    );
    expect(runs.map(({ Properties }) => Properties['EncryptionConfiguration'])).toEqual([
      { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: ARN },
    ]);
  });

  it('can be used before the first run starts', () => {
    const [report] = ofType(template, 'Custom::CopyComplianceReport');
    expect(report?.DependsOn?.filter((id) => id.includes('EncryptionPolicy'))).toHaveLength(1);
  });
});

describe('a permissions boundary of which only the ARN is known, and that only at deployment', () => {
  it('bounds every role, those of the CDK’s helpers too', () => {
    const template = hardened((stack, known) => ({
      permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', known('BoundaryArn')),
      removalPolicy: RemovalPolicy.DESTROY,
    }));
    const roles = resourcesOf(template).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
    expect(roles.map(([id]) => id)).toContainEqual(expect.stringMatching(/^CustomS3AutoDelete/));
    const unbound = roles.filter(([, { Properties }]) => Properties['PermissionsBoundary'] === undefined);
    expect(unbound.map(([id]) => id)).toEqual([]);
    expect(roles[0]?.[1].Properties['PermissionsBoundary']).toEqual({ Ref: 'BoundaryArn' });
  });

  it('is not asked of what else the stack has', () => {
    const template = templateOf((stack) => {
      const permissionsBoundary = ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary');
      new CopyJobAuditor(stack, 'A', { permissionsBoundary });
      new Role(stack, 'Own', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    });
    const unbound = resourcesOf(template).filter(
      ([, { Type, Properties }]) => Type === 'AWS::IAM::Role' && Properties['PermissionsBoundary'] === undefined,
    );
    expect(unbound.map(([id]) => id)).toEqual([expect.stringMatching(/^Own/)]);
  });
});

describe('a VPC of which the ids are known only at deployment', () => {
  const props = (stack: Stack, known: (name: string) => string): CopyJobAuditorProps => ({
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: known('VpcId'),
      availabilityZones: ['a', 'b'],
      isolatedSubnetIds: [known('SubnetA'), known('SubnetB')],
    }),
    vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Group', known('GroupId'), { mutable: false })],
  });

  it('holds every function, those of the CDK’s framework too', () => {
    const functions = ofType(hardened(props), 'AWS::Lambda::Function');
    expect(functions.length).toBeGreaterThan(7);
    for (const { Properties } of functions)
      expect(Properties['VpcConfig']).toEqual({
        SubnetIds: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }],
        SecurityGroupIds: [{ Ref: 'GroupId' }],
      });
  });
});
