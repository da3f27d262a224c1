import { counted, formatBytes, lengthBeyond, listed, momentOf } from '../../audit/phrases.js';

const HOUR = 3_600_000;

describe('phrases of findings', () => {
  it('counts in words', () => {
    expect([0, 1, 2].map((n) => counted(n, 'good copy', 'good copies'))).toEqual([
      '0 good copies',
      '1 good copy',
      '2 good copies',
    ]);
    expect(counted(2, 'job')).toBe('2 jobs');
  });

  it('names the first three', () => {
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b, c');
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  });

  it('says times in UTC, no finer than they are', () => {
    expect(momentOf(Date.UTC(2026, 10, 24, 3, 12))).toBe('2026-11-24 03:12 UTC');
    expect(momentOf(Date.UTC(2026, 10, 24, 3, 12, 5))).toBe('2026-11-24 03:12:05 UTC');
    expect(momentOf(Date.UTC(2026, 10, 24, 3, 12, 5, 7))).toBe('2026-11-24 03:12:05.007 UTC');
  });

  it('rounds lengths of time down', () => {
    expect(lengthBeyond(49 * HOUR + 12 * 60_000 + 7, 26 * HOUR)).toBe('2d1h');
    expect(lengthBeyond(27 * HOUR + 12 * 60_000 + 7_123, 26 * HOUR)).toBe('1d3h12m');
  });

  it('does not round what would then seem to keep the limit', () => {
    expect(lengthBeyond(26 * HOUR + 1, 26 * HOUR)).toBe('1d2h1ms');
    expect(lengthBeyond(48 * HOUR + 60_000, 48 * HOUR)).toBe('2d1m');
  });

  it('says sizes in units that can be read', () => {
    expect([0, 1, 1023, 1024, 1536, 100 * 1024, 1.23 * 1024 ** 4].map(formatBytes)).toEqual([
      '0 bytes',
      '1 byte',
      '1023 bytes',
      '1 KiB',
      '1.5 KiB',
      '100 KiB',
      '1.2 TiB',
    ]);
  });
});
