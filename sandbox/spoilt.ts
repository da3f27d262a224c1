import type { Page } from './page.js';
import type { RawRecord } from './record-kind.js';

/** What can be wrong with a record of which everybody believed that it could not be. */
export type Spoil =
  /** Fields that no client knows, simple and nested. */
  | { readonly how: 'unknown-field' }
  /** A state that is not in any documentation. */
  | { readonly how: 'unknown-state' }
  /** A field that is not there. */
  | { readonly how: 'missing'; readonly field: string }
  /** A field that is null. */
  | { readonly how: 'null'; readonly field: string }
  /** A time that is none: milliseconds where seconds belong, far before the calendar, a text, not finite. */
  | { readonly how: 'absurd-date'; readonly field: string; readonly which: number }
  /** The record twice: as it is, and as it was before it was finished. */
  | { readonly how: 'twice' }
  /** Null in the record's place. */
  | { readonly how: 'null-item' };

// What JSON can hold: an infinite number is not among it, though one may become infinite when it is read.
const ABSURD_DATES: readonly unknown[] = [1.7e12, -1e14, 'the day before yesterday', '', [], {}, 8.64e15, true];

/** What becomes of a record; two where it is there twice. */
export const spoilt = (record: RawRecord, spoil: Spoil): readonly (RawRecord | null)[] => {
  switch (spoil.how) {
    case 'unknown-field':
      return [{ ...record, FieldOfTomorrow: { Nested: [1, null, { Deep: 'Wörter' }] }, constructor: 1 }];
    case 'unknown-state':
      return [{ ...record, State: 'ABORTING_SOON' }];
    case 'missing':
      return [Object.fromEntries(Object.entries(record).filter(([name]) => name !== spoil.field))];
    case 'null':
      return [{ ...record, [spoil.field]: null }];
    case 'absurd-date':
      return [{ ...record, [spoil.field]: ABSURD_DATES[spoil.which % ABSURD_DATES.length] }];
    case 'twice':
      return [record, unfinished(record)];
    case 'null-item':
      return [null];
  }
};

const unfinished = ({ CompletionDate: _completed, ...record }: RawRecord): RawRecord => ({
  ...record,
  State: 'RUNNING',
});

/** A page whose items are all spoilt in one way. */
export const spoiltPage = (page: Page, spoil: Spoil): Page => {
  const items = JSON.parse(`[${Buffer.concat(page.items).toString('utf8')}]`) as RawRecord[];
  const written = items.flatMap((item) => spoilt(item, spoil)).map((item) => JSON.stringify(item));
  return { ...page, items: [Buffer.from(written.join(','))], count: written.length };
};
