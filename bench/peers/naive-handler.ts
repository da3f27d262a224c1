import { Backup } from '@aws-sdk/client-backup';
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { STS } from '@aws-sdk/client-sts';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';

/** The audit function as one writes it first: the services it needs as whole clients. It does nothing but be loaded. */
const services = [
  new Backup({}),
  new ResourceGroupsTaggingAPI({}),
  new STS({}),
  DynamoDBDocument.from(new DynamoDB({})),
  new Logger(),
];

export const handler = (): Promise<number> => Promise.resolve(services.length);
