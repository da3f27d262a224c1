import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { LOOKUP_REPORTS } from '../../audit/record/keys.js';
import { putBlob, readBlob } from '../../aws/table/blobs.js';
import { Table, type TableOptions } from '../../aws/table/table.js';

/** A DynamoDB, or what stands in for one, with an empty table. */
export interface TableStandIn {
  readonly name: string;
  readonly client: DynamoDBClientConfig;
  close(): Promise<void>;
}

const NOW = Date.parse('2026-06-15T12:00:00Z');
const NOW_IN_SECONDS = NOW / 1000;

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

const skOf = (items: readonly { readonly sk?: unknown }[]) => items.map(({ sk }) => sk);

/** What every stand-in for the table has to do as DynamoDB does, for publishing relies on it. */
export const testTable = (what: string, start: () => Promise<TableStandIn>): void =>
  describe(`the table, on ${what}`, () => {
    let standIn: TableStandIn;
    let pk: string;
    let table: Table;
    const open = (options: Partial<TableOptions> = {}) =>
      new Table({ name: standIn.name, client: standIn.client, now: () => NOW, ...options });

    beforeAll(async () => {
      standIn = await start();
      table = open();
    });
    afterAll(() => standIn.close());
    beforeEach(() => {
      pk = `TEST#${expect.getState().currentTestName}`;
    });

    it('gives an item back as it was put', async () => {
      const item = {
        pk,
        sk: 'a',
        text: 'Wörter, 文字, \u0000',
        empty: '',
        number: 2 ** 60,
        fraction: 0.1,
        yes: true,
        nothing: null,
        list: [1, 'two', { three: 3 }],
        bytes: new Uint8Array([0, 1, 255]),
      };
      expect(await table.put(item)).toBe(true);
      expect(await table.get({ pk, sk: 'a' })).toEqual(item);
      expect(await table.get({ pk, sk: 'b' })).toBeUndefined();
    });

    it('leaves out what is undefined', async () => {
      await table.put({ pk, sk: 'a', undefined });
      expect(await table.get({ pk, sk: 'a' })).toEqual({ pk, sk: 'a' });
    });

    it('puts only where there is nothing, when that is the condition', async () => {
      expect(await table.put({ pk, sk: 'a', n: 1 }, 'ABSENT')).toBe(true);
      expect(await table.put({ pk, sk: 'a', n: 2 }, 'ABSENT')).toBe(false);
      expect(await table.get({ pk, sk: 'a' })).toMatchObject({ n: 1 });
    });

    it('takes an expired item for nothing', async () => {
      await table.put({ pk, sk: 'a', n: 1, expires: NOW_IN_SECONDS });
      expect(await table.get({ pk, sk: 'a' })).toBeUndefined();
      expect(await table.put({ pk, sk: 'a', n: 2, expires: NOW_IN_SECONDS + 1 }, 'ABSENT')).toBe(true);
      expect(await table.get({ pk, sk: 'a' })).toMatchObject({ n: 2 });
      expect(await open({ now: () => NOW + 1000 }).get({ pk, sk: 'a' })).toBeUndefined();
    });

    it('puts only in the place of what was read, when that is the condition', async () => {
      await table.put({ pk, sk: 'a', owner: 'me', status: 'x' });
      expect(await table.put({ pk, sk: 'a' }, { still: { owner: 'you' } })).toBe(false);
      expect(await table.put({ pk, sk: 'a' }, { still: { owner: 'me', other: 'y' } })).toBe(false);
      expect(await table.put({ pk, sk: 'a' }, { still: { owner: undefined } })).toBe(false);
      expect(await table.put({ pk, sk: 'a', n: 2 }, { still: { owner: 'me', status: 'x', other: undefined } })).toBe(
        true,
      );
      expect(await table.get({ pk, sk: 'a' })).toEqual({ pk, sk: 'a', n: 2 });
    });

    it('removes only what was read, when that is the condition', async () => {
      await table.put({ pk, sk: 'a', owner: 'me' });
      expect(await table.remove({ pk, sk: 'a' }, { still: { owner: 'you' } })).toBe(false);
      expect(await table.get({ pk, sk: 'a' })).toBeDefined();
      expect(await table.remove({ pk, sk: 'a' }, { still: { owner: 'me' } })).toBe(true);
      expect(await table.get({ pk, sk: 'a' })).toBeUndefined();
      expect(await table.remove({ pk, sk: 'a' })).toBe(true);
    });

    it('lists a partition in order of sort keys, by prefix, backwards, without what is expired', async () => {
      await table.write([
        { pk, sk: 'RUN#2', n: 2 },
        { pk, sk: 'RUN#1', n: 1 },
        { pk, sk: 'LATEST' },
        { pk, sk: 'RUN#0', expires: NOW_IN_SECONDS },
        { pk: `${pk}#`, sk: 'RUN#3' },
      ]);
      expect(skOf(await all(table.query(pk)))).toEqual(['LATEST', 'RUN#1', 'RUN#2']);
      expect(skOf(await all(table.query(pk, { prefix: 'RUN#' })))).toEqual(['RUN#1', 'RUN#2']);
      expect(await all(table.query(pk, { prefix: 'RUN#', newestFirst: true, attributes: ['n'] }))).toEqual([
        { n: 2 },
        { n: 1 },
      ]);
    });

    it('lists what lies between two keys, after a key, a few at once', async () => {
      await table.write(['LATEST', 'RUN#1', 'RUN#2', 'RUN#3', 'RUN#4'].map((sk) => ({ pk, sk })));
      expect(skOf(await all(table.query(pk, { between: ['RUN#2', 'RUN#3'] })))).toEqual(['RUN#2', 'RUN#3']);
      expect(skOf(await all(table.query(pk, { prefix: 'RUN#', after: 'RUN#2' })))).toEqual(['RUN#3', 'RUN#4']);
      // A key that is not there any more is as good as one that is.
      expect(skOf(await all(table.query(pk, { prefix: 'RUN#', after: 'RUN#25' })))).toEqual(['RUN#3', 'RUN#4']);
      expect(skOf(await all(table.query(pk, { after: 'RUN#3', newestFirst: true })))).toEqual([
        'RUN#2',
        'RUN#1',
        'LATEST',
      ]);
      expect(skOf(await all(table.query(pk, { prefix: 'RUN#', atOnce: 1 })))).toHaveLength(4);
    });

    it('lists more than a page of a megabyte', async () => {
      const text = 'x'.repeat(100_000);
      await table.write(Array.from({ length: 30 }, (_, n) => ({ pk, sk: String(n).padStart(2, '0'), text })));
      expect(await all(table.query(pk, { attributes: ['sk'] }))).toHaveLength(30);
    });

    it('writes and removes any number of items, one of them twice or not', async () => {
      const item = (n: number) => ({ pk, sk: String(n).padStart(3, '0'), n });
      await table.write([...Array.from({ length: 130 }, (_, n) => item(n)), { ...item(7), n: 70 }]);
      expect(await all(table.query(pk))).toHaveLength(130);
      expect(await table.get({ pk, sk: '007' })).toMatchObject({ n: 70 });
      await table.write(
        [item(500)],
        Array.from({ length: 130 }, (_, n) => item(n)),
      );
      expect(skOf(await all(table.query(pk)))).toEqual(['500']);
    });

    it('finds keys by the index, of items that are in it', async () => {
      const lookup = `${LOOKUP_REPORTS}#${pk}`;
      await table.put({ pk, sk: 'a', lookupPk: lookup, lookupSk: '2' });
      await table.put({ pk, sk: 'b', lookupPk: lookup, lookupSk: '1' });
      await table.put({ pk, sk: 'c' });
      expect(await all(table.lookup(lookup))).toEqual([
        { pk, sk: 'b' },
        { pk, sk: 'a' },
      ]);
      await table.put({ pk, sk: 'a' });
      expect(skOf(await all(table.lookup(lookup)))).toEqual(['b']);
    });

    it('refuses an item over 400 KB', async () => {
      await expect(table.put({ pk, sk: 'a', text: 'x'.repeat(410_000) })).rejects.toThrow(/size/i);
    });

    it('keeps a value that is far larger than an item', async () => {
      const value = Array.from({ length: 60_000 }, (_, n) => Math.sin(n).toString(36));
      const item = { pk, sk: 'big', expires: NOW_IN_SECONDS + 60 };
      expect(await putBlob(table, item, value)).toBe(true);
      const read = await table.get(item);
      expect(read?.['chunks']).toBeGreaterThan(1);
      expect(await readBlob(table, item, read!)).toEqual(value);
    });
  });
