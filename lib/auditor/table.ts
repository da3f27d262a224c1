import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, type ITable, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { TABLE } from '../../audit/record/keys.js';

export interface AuditorTableProps {
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly encryptionKey?: IKey;
}

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** The only history of copy jobs past the 30 days that AWS Backup keeps them, hence all that protects it. */
export const auditorTable = (scope: Construct, id: string, props: AuditorTableProps): ITable => {
  const table = new TableV2(scope, id, {
    partitionKey: string(TABLE.partition),
    sortKey: string(TABLE.sort),
    globalSecondaryIndexes: [
      { indexName: TABLE.index, partitionKey: string(TABLE.indexPartition), sortKey: string(TABLE.indexSort) },
    ],
    timeToLiveAttribute: TABLE.expires,
    // A report runs for minutes a day: capacity that is paid for all day would cost more than all else together.
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption:
      props.encryptionKey === undefined
        ? TableEncryptionV2.awsManagedKey()
        : TableEncryptionV2.customerManagedKey(props.encryptionKey),
    deletionProtection: props.deletionProtection,
    removalPolicy: props.removalPolicy,
  });
  // The CDK's class says `undefined` where its interface says optional, which is no difference but to the compiler.
  return table as ITable;
};
