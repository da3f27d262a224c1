import fc from 'fast-check';
import { DURATION_PATTERN, formatDuration, parseDuration } from '../../audit/duration.js';
import { DAY, HOUR } from '../../audit/schema.js';

const MINUTE = HOUR / 60;

describe('a duration', () => {
  it.each([
    ['26h', 26 * HOUR],
    ['35d', 35 * DAY],
    ['90m', 90 * MINUTE],
    ['30s', 30_000],
    ['2w', 14 * DAY],
    ['500ms', 500],
    ['5m500ms', 5 * MINUTE + 500],
    ['1w2d3h4m5s6ms', 9 * DAY + 3 * HOUR + 4 * MINUTE + 5_006],
    ['0s', 0],
    ['007d', 7 * DAY],
    ['PT26H', 26 * HOUR],
    ['P35D', 35 * DAY],
    ['P2W', 14 * DAY],
    ['P1DT12H', 36 * HOUR],
    ['PT0.5S', 500],
    ['PT1,25S', 1_250],
  ])('%s is read', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    ...['', ' ', '26', 'h', '1.5h', '-1d', '1 d', '26H', '1h1d', '1h1h', '1d\n', 'd1', '1y', '１d', '1e3s'],
    ...[
      'P',
      'PT',
      'P1DT',
      'P1Y',
      'P1M',
      'PT1.5H',
      'PT0.1234S',
      'P1W1D',
      'p1d',
      'P1D12H',
      '9007199254740992ms',
      `${'9'.repeat(400)}d`,
    ],
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [26 * HOUR, '26h'],
    [47 * HOUR, '47h'],
    [48 * HOUR, '2d'],
    [49 * HOUR, '2d1h'],
    [35 * DAY, '35d'],
    [400 * DAY, '400d'],
    [90 * MINUTE, '90m'],
    [121 * MINUTE, '2h1m'],
    [90_061_001, '1d1h1m1s1ms'],
    [1_999, '1999ms'],
    [0, '0s'],
    [0.4, '0s'],
    [-26 * HOUR, '-26h'],
    [Infinity, 'Infinity'],
  ])('of %d ms is written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.maxSafeNat(),
          fc.nat(60 * DAY),
          fc.nat(2_000).map((h) => h * HOUR),
        ),
        (ms) => {
          expect(parseDuration(formatDuration(ms))).toBe(ms);
          expect(formatDuration(ms)).toMatch(DURATION_PATTERN);
        },
      ),
    );
  });
});
