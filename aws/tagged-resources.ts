import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Tags } from '../audit/tagged.js';
import type { BackupAccess } from './backup-client.js';

/** ARNs of the resources of an account and Region that carry all of these tags. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export const taggedResources = async (
  tags: Tags,
  { credentials, profile }: Pick<BackupAccess, 'credentials' | 'profile'>,
  region: string,
): Promise<readonly string[]> => {
  const client = new ResourceGroupsTaggingAPIClient({
    region,
    maxAttempts: 8,
    ...(credentials === undefined ? {} : { credentials }),
    ...(profile === undefined ? {} : { profile }),
  });
  const TagFilters = Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] }));
  const arns: string[] = [];
  let PaginationToken: string | undefined;
  do {
    const answer = await client.send(new GetResourcesCommand({ TagFilters, PaginationToken, ResourcesPerPage: 100 }));
    for (const { ResourceARN } of answer.ResourceTagMappingList ?? [])
      if (ResourceARN !== undefined) arns.push(ResourceARN);
    // The last page has an empty token.
    PaginationToken = answer.PaginationToken === '' ? undefined : answer.PaginationToken;
  } while (PaginationToken !== undefined);
  return arns;
};
