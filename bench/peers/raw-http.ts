import { measure } from '../measured.js';
import { PeerTally } from './tally.js';

interface RawPage {
  readonly CopyJobs: readonly { State?: string; ResourceArn?: string; CompletionDate?: number }[];
  readonly NextToken?: string;
}

// Nobody checks it here, but the endpoint wants to see one.
const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=test/20261124/eu-west-1/backup/aws4_request, SignedHeaders=host, Signature=00';

/** A floor, not a product: no signature, no retries, no types. HTTP, `JSON.parse` and the same tally. */
const [, , endpoint = '', pageSize = '1000'] = process.argv;

void measure(async () => {
  const tally = new PeerTally();
  let requests = 0;
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ maxResults: pageSize, ...(token === undefined ? {} : { nextToken: token }) });
    const answer = await fetch(`${endpoint}/copy-jobs/?${query.toString()}`, {
      headers: { authorization: SIGNATURE },
    });
    const page = JSON.parse(await answer.text()) as RawPage;
    requests += 1;
    for (const job of page.CopyJobs) tally.add(job);
    token = page.NextToken;
  } while (token !== undefined);
  return tally.result(requests);
});
