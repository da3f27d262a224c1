import { BackupClient, paginateListCopyJobs } from '@aws-sdk/client-backup';
import { measure } from '../measured.js';
import { PeerTally } from './tally.js';

/** The JavaScript SDK's own paginator, as its documentation shows it. */
const [, , endpoint = '', pageSize = '1000'] = process.argv;
const client = new BackupClient({
  endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

void measure(async () => {
  const tally = new PeerTally();
  let requests = 0;
  for await (const { CopyJobs = [] } of paginateListCopyJobs({ client, pageSize: Number(pageSize) }, {})) {
    requests += 1;
    for (const job of CopyJobs) tally.add(job);
  }
  return tally.result(requests);
});
