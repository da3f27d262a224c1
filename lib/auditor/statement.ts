import { Aws } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A statement that allows actions on resources. */
export const allow = (
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions = {},
): PolicyStatement => new PolicyStatement({ actions: [...actions], resources: [...resources], conditions });

/** Actions on the table's items. Not on its index: the few handlers that ask it for all reports say so. */
export const onTable = (table: ITable, ...actions: readonly string[]): PolicyStatement[] => [
  allow(
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  ),
  ...throughKey(table.encryptionKey, 'dynamodb', [
    'Decrypt',
    'DescribeKey',
    'Encrypt',
    'GenerateDataKey',
    'ReEncryptFrom',
    'ReEncryptTo',
  ]),
];

/** Use of a customer-managed key, and only by way of the service whose data it encrypts. */
export const throughKey = (key: IKey | undefined, service: string, actions: readonly string[]): PolicyStatement[] =>
  key === undefined
    ? []
    : [
        allow(
          actions.map((action) => `kms:${action}`),
          [key.keyArn],
          { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
        ),
      ];

/** What a function in a VPC needs. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
export const NETWORK_INTERFACES = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
