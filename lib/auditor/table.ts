import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { TABLE } from '../../audit/record/keys.js';
import { given } from '../given.js';
import { acknowledgeControl } from './explained.js';

export interface AuditorTableProps {
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly encryptionKey?: IKey;
}

const string = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The only history of copy jobs past the 30 days that AWS Backup keeps them, hence all that protects it. Not a TableV2: that
 * takes a customer-managed key only in stacks whose Region is known at synth.
 */
export const auditorTable = (scope: Construct, id: string, props: AuditorTableProps): ITable => {
  const { encryptionKey } = props;
  const table = new Table(scope, id, {
    partitionKey: string(TABLE.partition),
    sortKey: string(TABLE.sort),
    timeToLiveAttribute: TABLE.expires,
    // A report runs for minutes a day: capacity that is paid for all day would cost more than all else together.
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: encryptionKey === undefined ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED,
    deletionProtection: props.deletionProtection,
    removalPolicy: props.removalPolicy,
    ...given({ encryptionKey }),
  });
  table.addGlobalSecondaryIndex({
    indexName: TABLE.index,
    partitionKey: string(TABLE.indexPartition),
    sortKey: string(TABLE.indexSort),
  });
  acknowledgeControl(
    table,
    'DynamoDBInBackupPlan',
    'It can be restored to any second of the last 35 days. Which backup plan it belongs to besides, its owner’s plans say: by tag, or by its ARN.',
  );
  // The CDK's class says `undefined` where its interface says optional, which is no difference but to the compiler.
  return table as ITable;
};
