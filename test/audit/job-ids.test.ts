import fc from 'fast-check';
import { JobIds } from '../../audit/job-ids.js';

const ids = fc.oneof(
  fc.uuid(),
  fc.constantFrom('', '\0', '\0\0', 'a', 'b', 'ab', 'ba', '💾', '__proto__'),
  fc.string(),
);
const entries = fc.array(fc.tuple(ids, fc.oneof(fc.integer(), fc.constant(-Infinity), fc.double({ noNaN: true }))), {
  maxLength: 60,
});

const idsOf = (each: Iterable<readonly [string, number]>): JobIds => {
  const table = new JobIds();
  for (const [id, value] of each) table.set(id, value);
  return table;
};

const expectSame = (table: JobIds, map: ReadonlyMap<string, number>): void => {
  expect(table.size).toBe(map.size);
  for (const [id, value] of map) expect(table.get(id)).toBe(value);
};

describe('a table of ids', () => {
  it('says what a Map says', () => {
    fc.assert(
      fc.property(entries, fc.array(ids), (each, others) => {
        const map = new Map(each);
        const table = idsOf(each);
        expectSame(table, map);
        for (const id of others) expect([table.has(id), table.get(id)]).toEqual([map.has(id), map.get(id)]);
      }),
    );
  });

  it('says the same after it was saved, and goes on from there', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const table = new JobIds();
        table.restore(Buffer.from(Buffer.from(idsOf(before).save()).toString('base64'), 'base64'));
        expectSame(table, new Map(before));
        for (const [id, value] of after) table.set(id, value);
        expectSame(table, new Map([...before, ...after]));
      }),
    );
  });

  it('passes on the ids that are not excepted', () => {
    fc.assert(
      fc.property(entries, entries, (here, there) => {
        const table = idsOf(there);
        table.addBytes(idsOf(here).toBytes(-Infinity));
        const passedOn = [...new Map(here)].filter(([, value]) => value !== -Infinity).map(([id]) => id);
        const known = new Set([...passedOn, ...there.map(([id]) => id)]);
        expect(table.size).toBe(known.size);
        for (const [id] of [...here, ...there]) expect(table.has(id)).toBe(known.has(id));
      }),
    );
  });

  it('holds very many ids that differ in a few digits', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `1EB3B5E7-9EB0-435A-A80B-${String(n).padStart(12, '0')}`);
    const table = idsOf(many.map((id, n) => [id, n]));
    expect(table.size).toBe(many.length);
    expect(many.filter((id, n) => table.get(id) !== n)).toEqual([]);
    expect(many.filter((id) => table.has(`${id}x`))).toEqual([]);
  });
});
