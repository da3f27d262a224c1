import { PageError } from './errors.js';
import type { ListCopyJobsQuery } from './filter-set.js';

/** One page of an answer, whatever the operation. */
export interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextToken?: string | undefined;
  /** Milliseconds that the service took, without any wait for the budget; not there for what is read from memory. */
  readonly took?: number | undefined;
}

/** What a page asks for; the driver adds it to its query. */
export type PageRequest = Pick<ListCopyJobsQuery, 'NextToken' | 'MaxResults'>;

export interface PagingOptions {
  readonly pageSize?: number | undefined;
  /** Stops after so many items, as the paginators of AWS's own clients do. */
  readonly maxItems?: number | undefined;
  readonly startingToken?: string | undefined;
}

// A page that answers with a token of an earlier one would go round for ever; the last few are enough to see a loop.
const REMEMBERED_TOKENS = 64;

/**
 * The paging protocol, without effects: yields what to ask, is given each page, returns whether there was more.
 * A page may be short or empty and still have a successor: only the token tells.
 */
export function* paging(options: PagingOptions): Generator<PageRequest, { readonly hasMore: boolean }, Page> {
  const { pageSize = 1000, maxItems = Infinity, startingToken } = options;
  const seen: string[] = startingToken === undefined ? [] : [startingToken];
  let token = startingToken;
  let items = 0;
  for (;;) {
    const MaxResults = Math.min(pageSize, maxItems - items);
    const page: Page = yield token === undefined ? { MaxResults } : { MaxResults, NextToken: token };
    items += page.items.length;
    token = page.nextToken;
    if (token === undefined || token === '') return { hasMore: false };
    if (seen.includes(token))
      throw new PageError('AWS Backup answered with a NextToken that it gave before: the pages go round');
    if (items >= maxItems) return { hasMore: true };
    seen.push(token);
    if (seen.length > REMEMBERED_TOKENS) seen.shift();
  }
}

/** Drives the protocol: hands each page over as it comes. */
export const readPages = async (
  options: PagingOptions,
  ask: (request: PageRequest) => Promise<Page>,
  take: (page: Page) => void | Promise<void>,
): Promise<{ readonly pages: number; readonly hasMore: boolean }> => {
  const protocol = paging(options);
  let pages = 0;
  let step = protocol.next();
  while (step.done !== true) {
    const page = await ask(step.value);
    pages += 1;
    await take(page);
    step = protocol.next(page);
  }
  return { pages, hasMore: step.value.hasMore };
};
