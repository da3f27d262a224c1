import fc from 'fast-check';
import { PageError } from '../../audit/errors.js';
import { type Page, type PageRequest, type PagingOptions, paging, readPages } from '../../audit/pager.js';

const itemsOf = (count: number): Page['items'] => Array.from({ length: count }, (_, index) => ({ index }));

/** A service that answers pages of the given lengths, whatever is asked for; a token is the number of the next page. */
const serving = (lengths: readonly number[]) => {
  const requests: PageRequest[] = [];
  const ask = (request: PageRequest): Promise<Page> => {
    requests.push(request);
    const number = Number(request.NextToken ?? 0);
    const nextToken = number + 1 < lengths.length ? String(number + 1) : undefined;
    return Promise.resolve({ items: itemsOf(lengths[number] ?? 0), nextToken });
  };
  return { ask, requests };
};

const read = async (lengths: readonly number[], options: PagingOptions = {}) => {
  const { ask, requests } = serving(lengths);
  const pages: number[] = [];
  const { hasMore } = await readPages(options, ask, ({ items }) => void pages.push(items.length));
  return { pages, hasMore, requests };
};

describe('paging', () => {
  const lengths = fc.array(fc.oneof(fc.constant(0), fc.nat(20)), { minLength: 1, maxLength: 30 });

  it('reads every page to the end, short and empty ones too: only the token tells', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, async (each) => {
        const { pages, hasMore, requests } = await read(each, { pageSize: 20 });
        expect(pages).toEqual(each);
        expect(hasMore).toBe(false);
        expect(requests[0]).toEqual({ MaxResults: 20 });
        expect(requests.map(({ NextToken }) => Number(NextToken ?? 0))).toEqual(each.map((_, index) => index));
      }),
    );
  });

  it('stops after as many items as wanted, even where a page is longer than asked for, and says whether there is more', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 1, max: 100 }), async (each, maxItems) => {
        const total = each.reduce((sum, length) => sum + length, 0);
        const { pages, hasMore, requests } = await read(each, { pageSize: 20, maxItems });
        const taken = pages.reduce((sum, length) => sum + length, 0);
        expect(taken).toBe(Math.min(total, maxItems));
        if (total > maxItems) expect(hasMore).toBe(true);
        requests.forEach(({ MaxResults }, index) => {
          const before = pages.slice(0, index).reduce((sum, length) => sum + length, 0);
          expect(MaxResults).toBe(Math.min(20, maxItems - before));
          expect(MaxResults).toBeGreaterThan(0);
        });
      }),
    );
  });

  it('starts where a token says', async () => {
    const { pages, requests } = await read([1, 2, 3], { startingToken: '1' });
    expect(pages).toEqual([2, 3]);
    expect(requests[0]).toEqual({ MaxResults: 1000, NextToken: '1' });
  });

  it('ends at an empty token', async () => {
    const { hasMore, pages } = await readPages(
      {},
      () => Promise.resolve({ items: [], nextToken: '' }),
      () => undefined,
    );
    expect({ hasMore, pages }).toEqual({ hasMore: false, pages: 1 });
  });

  it('sees that pages go round, however long the round is', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 300 }), fc.boolean(), (before, round, isStarted) => {
        const protocol = paging(isStarted ? { startingToken: '0' } : {});
        protocol.next();
        let pages = isStarted ? 0 : -1;
        const goRound = () => {
          for (; pages < 1_000;) {
            pages += 1;
            const next = pages < before + round ? pages : before + ((pages - before) % round);
            protocol.next({ items: [], nextToken: String(next) });
          }
        };
        expect(goRound).toThrow(PageError);
        expect(pages).toBeLessThanOrEqual(before + round);
      }),
      { numRuns: 200 },
    );
  });

  it('hands over what a refused page says', async () => {
    const refuse = () => Promise.reject(new Error('Access denied'));
    await expect(readPages({}, refuse, () => undefined)).rejects.toThrow('Access denied');
  });
});
