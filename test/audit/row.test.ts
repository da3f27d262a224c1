import { isoOf } from '../../audit/iso.js';
import { rowSchema } from '../../audit/row.js';
import { aRow } from '../kit/a-row.js';

describe('a row', () => {
  it.each([
    [8.64e15, '9999-12-31T23:59:59.999Z'],
    [-8.64e15, '0000-01-01T00:00:00.000Z'],
    [Date.parse('2026-06-15T12:00:00Z'), '2026-06-15T12:00:00.000Z'],
  ])('can be read again whatever year a copy job claims to be of: %d', (ms, iso) => {
    expect(isoOf(ms)).toBe(iso);
    expect(rowSchema.safeParse(aRow({ newestJob: isoOf(ms) })).success).toBe(true);
  });
});
