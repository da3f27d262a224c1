// An auditor where the house rules are strict: a key of its own, a permissions boundary, and a VPC without a way to the internet,
// with the endpoints that it needs. See docs/security.md.
import { App, Stack } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CopyJobAuditor } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');

const vpcCidrBlock = '10.0.0.0/16';
const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0123456789abcdef0',
  vpcCidrBlock,
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
});
const subnets = { subnetType: SubnetType.PRIVATE_ISOLATED };

for (const [id, service] of Object.entries({
  DynamoDb: GatewayVpcEndpointAwsService.DYNAMODB,
  S3: GatewayVpcEndpointAwsService.S3,
}))
  vpc.addGatewayEndpoint(id, { service, subnets: [subnets] });

const endpoints = new SecurityGroup(stack, 'Endpoints', { vpc, allowAllOutbound: false });
endpoints.addIngressRule(Peer.ipv4(vpcCidrBlock), Port.HTTPS, 'The functions, and whatever else is in the VPC');
for (const [id, service] of Object.entries({
  Backup: InterfaceVpcEndpointAwsService.BACKUP,
  CloudFormation: InterfaceVpcEndpointAwsService.CLOUDFORMATION,
  Lambda: InterfaceVpcEndpointAwsService.LAMBDA,
  StepFunctions: InterfaceVpcEndpointAwsService.STEP_FUNCTIONS,
}))
  vpc.addInterfaceEndpoint(id, { service, subnets, open: false, securityGroups: [endpoints] });

const auditor = new CopyJobAuditor(stack, 'Auditor', {
  encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true, description: 'Copy audit' }),
  permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'workload-boundary'),
  vpc,
  vpcSubnets: subnets,
});
auditor.addReport('AllCopies');
