import { PageError } from './errors.js';
import type { ListCopyJobsQuery } from './filter-set.js';

/** One page of an answer, whatever the operation. */
export interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly nextToken?: string | undefined;
  /** Milliseconds that the service took, without any wait for the budget; not there for what is read from memory. */
  readonly took?: number | undefined;
  /**
   * Empties the page once it is judged. The promises that it came through began with their request and are old by then; until
   * the next full collection they would keep every page alive, and the collector would carry them all about.
   */
  release?(): void;
}

/** What a page asks for; the driver adds it to its query. */
export type PageRequest = Pick<ListCopyJobsQuery, 'NextToken' | 'MaxResults'>;

export interface PagingOptions {
  readonly pageSize?: number | undefined;
  /** Stops after so many items, as the paginators of AWS's own clients do. */
  readonly maxItems?: number | undefined;
  readonly startingToken?: string | undefined;
}

/**
 * The paging protocol, without effects: yields what to ask, is given each page, returns whether there was more.
 * A page may be short or empty and still have a successor: only the token tells.
 */
export function* paging(options: PagingOptions): Generator<PageRequest, { readonly hasMore: boolean }, Page> {
  const { pageSize = 1000, maxItems = Infinity, startingToken } = options;
  // A page that answers with a token of an earlier one would go round for ever. All are kept: a round can be long.
  const seen = new Set<string | undefined>([startingToken]);
  let token = startingToken;
  let items = 0;
  for (;;) {
    const MaxResults = Math.min(pageSize, maxItems - items);
    const page: Page = yield token === undefined ? { MaxResults } : { MaxResults, NextToken: token };
    items += page.items.length;
    if (items > maxItems) return { hasMore: true };
    token = page.nextToken;
    if (token === undefined || token === '') return { hasMore: false };
    if (seen.has(token))
      throw new PageError('AWS Backup answered with a NextToken that it gave before: the pages go round');
    if (items >= maxItems) return { hasMore: true };
    seen.add(token);
  }
}

/** Drives the protocol: hands each page over as it comes, the last one up to the number of items that was wanted. */
export const readPages = async (
  options: PagingOptions,
  ask: (request: PageRequest) => Promise<Page>,
  take: (page: Page) => void | Promise<void>,
): Promise<{ readonly pages: number; readonly hasMore: boolean }> => {
  const protocol = paging(options);
  let pages = 0;
  let wanted = options.maxItems ?? Infinity;
  let step = protocol.next();
  while (step.done !== true) {
    const page = await ask(step.value);
    pages += 1;
    // A service may answer with more than it was asked for.
    await take(page.items.length > wanted ? { ...page, items: page.items.slice(0, wanted) } : page);
    wanted -= page.items.length;
    step = protocol.next(page);
  }
  return { pages, hasMore: step.value.hasMore };
};
