import { type AwsCron, firings, isCronProblem, nextFiring, parseAwsCron } from '../../audit/aws-cron.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const read = (expression: string, timezone?: string): AwsCron => {
  const cron = parseAwsCron(expression, timezone);
  if (isCronProblem(cron)) throw new Error(cron.problem);
  return cron;
};

const problemOf = (expression: string, timezone?: string): string => {
  const cron = parseAwsCron(expression, timezone);
  return isCronProblem(cron) ? cron.problem : 'none';
};

/** Firings of some days, as the clock in UTC shows them: `Mon 2026-06-01 10:00`. */
const fired = (expression: string, from: string, days: number, timezone?: string): string[] => {
  const start = Date.parse(from);
  return firings(read(expression, timezone), start, start + days * DAY).map((firing) => {
    const date = new Date(firing);
    return `${date.toUTCString().slice(0, 3)} ${date.toISOString().slice(0, 16).replace('T', ' ')}`;
  });
};

// 1 June 2026 is a Monday.
const MONDAY = '2026-06-01T00:00:00Z';

describe('the examples that AWS documents', () => {
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
  const days: [string, string, string[]][] = [
    ['cron(0 10 * * ? *)', 'at 10:00 every day', ['Mon 2026-06-01 10:00', 'Tue 2026-06-02 10:00']],
    ['cron(15 12 * * ? *)', 'at 12:15 every day', ['Mon 2026-06-01 12:15', 'Tue 2026-06-02 12:15']],
    [
      'cron(0 5 ? * * *)',
      'at 5:00 every day, as backup plans write it',
      ['Mon 2026-06-01 05:00', 'Tue 2026-06-02 05:00'],
    ],
  ];
  test.each(days)('%s fires %s', (expression, _, expected) => {
    expect(fired(expression, MONDAY, 2)).toEqual(expected);
  });

  it('cron(0 18 ? * MON-FRI *) fires at 18:00 from Monday to Friday', () => {
    const week = fired('cron(0 18 ? * MON-FRI *)', MONDAY, 7);
    expect(week.map((firing) => firing.slice(0, 3))).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']);
    expect(week.every((firing) => firing.endsWith(' 18:00'))).toBe(true);
  });

  it('cron(0 8 1 * ? *) fires at 8:00 on the first day of each month', () => {
    expect(fired('cron(0 8 1 * ? *)', MONDAY, 92)).toEqual([
      'Mon 2026-06-01 08:00',
      'Wed 2026-07-01 08:00',
      'Sat 2026-08-01 08:00',
    ]);
  });

  it('cron(0/15 * * * ? *) fires every 15 minutes', () => {
    const day = fired('cron(0/15 * * * ? *)', MONDAY, 1);
    expect(day).toHaveLength(96);
    expect(day.slice(0, 5).map((firing) => firing.slice(-5))).toEqual(['00:00', '00:15', '00:30', '00:45', '01:00']);
  });

  it('cron(0/10 * ? * MON-FRI *) fires every 10 minutes from Monday to Friday', () => {
    const week = fired('cron(0/10 * ? * MON-FRI *)', MONDAY, 7);
    expect(week).toHaveLength(5 * 144);
    expect(week.at(-1)).toBe('Fri 2026-06-05 23:50');
  });

  it('cron(0/5 8-17 ? * MON-FRI *) fires every 5 minutes between 8:00 and 17:55 from Monday to Friday', () => {
    const week = fired('cron(0/5 8-17 ? * MON-FRI *)', MONDAY, 7);
    expect(week).toHaveLength(5 * 120);
    expect([week[0], week[119], week[120]]).toEqual([
      'Mon 2026-06-01 08:00',
      'Mon 2026-06-01 17:55',
      'Tue 2026-06-02 08:00',
    ]);
  });

  it('cron(0/30 20-2 ? * MON-FRI *) fires every 30 minutes between 20:00 and 2:30 from Monday to Friday', () => {
    const day = fired('cron(0/30 20-2 ? * MON-FRI *)', MONDAY, 1).map((firing) => firing.slice(-5));
    expect(day).toEqual([
      ...['00:00', '00:30', '01:00', '01:30', '02:00', '02:30'],
      ...['20:00', '20:30', '21:00', '21:30', '22:00', '22:30', '23:00', '23:30'],
    ]);
  });

  it('cron(0 9 ? * 2#1 *) fires at 9:00 on the first Monday of each month', () => {
    expect(fired('cron(0 9 ? * 2#1 *)', MONDAY, 92)).toEqual([
      'Mon 2026-06-01 09:00',
      'Mon 2026-07-06 09:00',
      'Mon 2026-08-03 09:00',
    ]);
  });

  it('3#2 in day-of-week is the second Tuesday of the month', () => {
    expect(fired('cron(0 0 ? * 3#2 *)', MONDAY, 61)).toEqual(['Tue 2026-06-09 00:00', 'Tue 2026-07-14 00:00']);
  });

  it('1/10 in minutes is every tenth minute from the first minute of the hour', () => {
    const hour = fired('cron(1/10 4 1 6 ? 2026)', MONDAY, 1).map((firing) => firing.slice(-5));
    expect(hour).toEqual(['04:01', '04:11', '04:21', '04:31', '04:41', '04:51']);
  });

  it('cron(15 10 ? * 6L 2022-2023) fires at 10:15 on the last Friday of each month of these years', () => {
    const all = fired('cron(15 10 ? * 6L 2022-2023)', '2021-01-01T00:00:00Z', 5 * 365);
    expect(all).toHaveLength(24);
    expect([all[0], all[1], all[23]]).toEqual(['Fri 2022-01-28 10:15', 'Fri 2022-02-25 10:15', 'Fri 2023-12-29 10:15']);
  });

  it('3W is the weekday nearest to the third of the month', () => {
    // 3 May 2026 is a Sunday, 3 October 2026 a Saturday, 3 June 2026 a Wednesday.
    const fall = (month: number) => fired(`cron(0 0 3W ${month} ? 2026)`, '2026-01-01T00:00:00Z', 365);
    expect([5, 6, 10].map(fall)).toEqual([
      ['Mon 2026-05-04 00:00'],
      ['Wed 2026-06-03 00:00'],
      ['Fri 2026-10-02 00:00'],
    ]);
  });
});

describe('days of the month and of the week', () => {
  it('1W never leaves its month: a first that is a Saturday moves to Monday the third', () => {
    expect(fired('cron(0 0 1W 8 ? 2026)', '2026-07-01T00:00:00Z', 62)).toEqual(['Mon 2026-08-03 00:00']);
  });

  it('31W fires only in months that have a 31st, and does not leave them either', () => {
    // 31 May 2026 is a Sunday.
    expect(fired('cron(0 0 31W * ? 2026)', '2026-04-01T00:00:00Z', 91)).toEqual(['Fri 2026-05-29 00:00']);
  });

  it('L is the last day of the month, in leap years too', () => {
    expect(fired('cron(0 0 L * ? *)', '2028-02-01T00:00:00Z', 60)).toEqual([
      'Tue 2028-02-29 00:00',
      'Fri 2028-03-31 00:00',
    ]);
  });

  it('LW is the last weekday of the month', () => {
    expect(fired('cron(0 0 LW 5 ? 2026)', '2026-05-01T00:00:00Z', 31)).toEqual(['Fri 2026-05-29 00:00']);
  });

  it('L-2 is two days before the last of the month', () => {
    expect(fired('cron(0 0 L-2 * ? *)', '2026-02-01T00:00:00Z', 59)).toEqual([
      'Thu 2026-02-26 00:00',
      'Sun 2026-03-29 00:00',
    ]);
  });

  it('the 31st fires in no month of 30 days, and the 30th not in February', () => {
    expect(fired('cron(0 0 31 * ? *)', '2026-01-01T00:00:00Z', 151).map((firing) => firing.slice(4, 14))).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
    ]);
    expect(fired('cron(0 0 30 2 ? *)', '2026-01-01T00:00:00Z', 3 * 365)).toEqual([]);
  });

  it('L in day-of-week is Saturday', () => {
    expect(fired('cron(0 0 ? * L *)', MONDAY, 14)).toEqual(['Sat 2026-06-06 00:00', 'Sat 2026-06-13 00:00']);
  });

  test.each([
    ['1', 'Sun 2026-06-07 00:00'],
    ['SUN', 'Sun 2026-06-07 00:00'],
    ['2', 'Mon 2026-06-01 00:00'],
    ['7', 'Sat 2026-06-06 00:00'],
    ['SAT', 'Sat 2026-06-06 00:00'],
  ])('counts the days of the week from Sunday = 1: %s', (day, expected) => {
    expect(fired(`cron(0 0 ? * ${day} *)`, MONDAY, 7)).toEqual([expected]);
  });

  it('takes ranges of days, over the end of the week too', () => {
    const daysOf = (field: string) => fired(`cron(0 0 ? * ${field} *)`, MONDAY, 7).map((firing) => firing.slice(0, 3));
    expect(daysOf('1-3')).toEqual(['Mon', 'Tue', 'Sun']);
    expect(daysOf('SAT-MON')).toEqual(['Mon', 'Sat', 'Sun']);
    expect(daysOf('MON,WED,FRI')).toEqual(['Mon', 'Wed', 'Fri']);
    expect(daysOf('1/3')).toEqual(['Wed', 'Sat', 'Sun']);
  });

  it('2#5 fires only in months that have a fifth Monday', () => {
    expect(fired('cron(0 0 ? * 2#5 *)', MONDAY, 122)).toEqual(['Mon 2026-06-29 00:00', 'Mon 2026-08-31 00:00']);
  });

  it('takes names of months, in any case', () => {
    expect(fired('cron(0 0 1 jun,AUG ? *)', MONDAY, 122)).toEqual(['Mon 2026-06-01 00:00', 'Sat 2026-08-01 00:00']);
  });
});

describe('how it is written', () => {
  it('takes the six fields without cron(…) around them, and any white space', () => {
    expect(fired('  0   5 ? *\t* * ', MONDAY, 1)).toEqual(['Mon 2026-06-01 05:00']);
  });

  test.each([
    ['* in both day fields', 'cron(0 5 * * * *)'],
    ['? in both day fields', 'cron(0 5 ? * ? *)'],
    ['a value in both day fields', 'cron(0 5 1 * MON *)'],
    ['? in another field', 'cron(? 5 * * ? *)'],
    ['five fields, as other systems write them', 'cron(0 5 * * ?)'],
    ['seven fields', 'cron(0 0 5 * * ? *)'],
    ['a rate', 'rate(1 day)'],
    ['one moment', 'at(2026-06-01T00:00:00)'],
    ['nothing', 'cron()'],
    ['minute 60', 'cron(60 5 * * ? *)'],
    ['hour 24', 'cron(0 24 * * ? *)'],
    ['day 0', 'cron(0 5 0 * ? *)'],
    ['month 13', 'cron(0 5 1 13 ? *)'],
    ['day of week 0', 'cron(0 5 ? * 0 *)'],
    ['day of week 8', 'cron(0 5 ? * 8 *)'],
    ['the sixth Monday', 'cron(0 5 ? * 2#6 *)'],
    ['two expressions with #', 'cron(0 5 ? * 3#1,6#3 *)'],
    ['a step of 0', 'cron(0/0 5 * * ? *)'],
    ['a year before AWS', 'cron(0 5 * * ? 1969)'],
    ['a word', 'cron(0 5 * * ? soon)'],
    ['W in day-of-week', 'cron(0 5 ? * 3W *)'],
    ['# in day-of-month', 'cron(0 5 2#1 * ? *)'],
  ])('says that it cannot read %s', (_, expression) => {
    expect(problemOf(expression)).toContain(expression);
  });

  it('says that it knows no such time zone', () => {
    expect(problemOf('cron(0 5 * * ? *)', 'Mars/Olympus')).toContain('Mars/Olympus');
    expect(problemOf('cron(0 5 * * ? *)', '+02:00')).toContain('+02:00');
  });

  it('shows no more than the beginning of what it cannot read', () => {
    expect(problemOf('x'.repeat(10_000)).length).toBeLessThan(200);
  });

  it('reads a missing or empty time zone as UTC', () => {
    expect(fired('cron(0 5 * * ? *)', MONDAY, 1, '')).toEqual(fired('cron(0 5 * * ? *)', MONDAY, 1, 'UTC'));
  });
});

describe('time zones', () => {
  it('fires by the clock on the wall, summer and winter', () => {
    const five = 'cron(0 5 * * ? *)';
    expect(fired(five, '2026-07-01T00:00:00Z', 1, 'Europe/Berlin')).toEqual(['Wed 2026-07-01 03:00']);
    expect(fired(five, '2026-12-01T00:00:00Z', 1, 'Europe/Berlin')).toEqual(['Tue 2026-12-01 04:00']);
    expect(fired(five, '2026-07-01T00:00:00Z', 1, 'Asia/Kolkata')).toEqual(['Wed 2026-07-01 23:30']);
  });

  // Europe: 29 March 2026 at 02:00 to 03:00, 25 October 2026 at 03:00 back to 02:00.
  it('fires a local time that is skipped at the instant it would have had: 02:30 at 03:30', () => {
    expect(fired('cron(30 2 * * ? *)', '2026-03-28T00:00:00Z', 3, 'Europe/Berlin')).toEqual([
      'Sat 2026-03-28 01:30',
      'Sun 2026-03-29 01:30',
      'Mon 2026-03-30 00:30',
    ]);
  });

  it('fires a local time that is repeated once, at the first', () => {
    expect(fired('cron(30 2 * * ? *)', '2026-10-24T00:00:00Z', 3, 'Europe/Berlin')).toEqual([
      'Sat 2026-10-24 00:30',
      'Sun 2026-10-25 00:30',
      'Mon 2026-10-26 01:30',
    ]);
  });

  // The United States: 8 March 2026, 1 November 2026.
  it('does so in New York', () => {
    expect(fired('cron(30 2 * * ? *)', '2026-03-08T00:00:00Z', 1, 'America/New_York')).toEqual([
      'Sun 2026-03-08 07:30',
    ]);
    expect(fired('cron(30 1 * * ? *)', '2026-11-01T00:00:00Z', 1, 'America/New_York')).toEqual([
      'Sun 2026-11-01 05:30',
    ]);
  });

  it('does so where the clock changes by half an hour', () => {
    // Lord Howe: 4 October 2026 at 02:00 to 02:30, 5 April 2026 at 02:00 back to 01:30.
    expect(fired('cron(15 2 * * ? *)', '2026-10-03T12:00:00Z', 1, 'Australia/Lord_Howe')).toEqual([
      'Sat 2026-10-03 15:45',
    ]);
    expect(fired('cron(45 1 * * ? *)', '2026-04-04T12:00:00Z', 1, 'Australia/Lord_Howe')).toEqual([
      'Sat 2026-04-04 14:45',
    ]);
  });

  it('fires in order of instants, where a skipped time comes out after the one that follows it', () => {
    // 02:15 is skipped, and comes out at 02:45; 02:30 is not.
    const night = fired('cron(15,30 2 * * ? *)', '2026-10-03T12:00:00Z', 1, 'Australia/Lord_Howe');
    expect(night).toEqual(['Sat 2026-10-03 15:30', 'Sat 2026-10-03 15:45']);
  });

  it('fires once where a skipped time and a real one are the same instant, and in order', () => {
    // 02:00 and 02:30 are skipped, and come out at 03:00 and 03:30, which are asked for as well.
    const night = fired('cron(0/30 1-3 * * ? *)', '2026-03-28T12:00:00Z', 1, 'Europe/Berlin');
    expect(night.map((firing) => firing.slice(-5))).toEqual(['00:00', '00:30', '01:00', '01:30']);
  });

  it('does not repeat those of the repeated hour', () => {
    const night = fired('cron(0/30 1-3 * * ? *)', '2026-10-24T22:00:00Z', 1, 'Europe/Berlin');
    expect(night.map((firing) => firing.slice(-5))).toEqual(['23:00', '23:30', '00:00', '00:30', '02:00', '02:30']);
  });

  it('fires on both sides of a day that a country left out', () => {
    // Samoa left out 30 December 2011: what would have been on it is the same instant on the 31st.
    expect(fired('cron(0 12 30,31 12 ? 2011)', '2011-12-29T00:00:00Z', 4, 'Pacific/Apia')).toEqual([
      'Fri 2011-12-30 22:00',
    ]);
  });
});

describe('firings in a window', () => {
  const daily = read('cron(0 10 * * ? *)');
  const TEN = Date.parse('2026-06-01T10:00:00Z');

  it('are those from its first moment on and before its last', () => {
    expect(firings(daily, TEN, TEN + 1)).toEqual([TEN]);
    expect(firings(daily, TEN + 1, TEN + DAY)).toEqual([]);
    expect(firings(daily, TEN - 1, TEN)).toEqual([]);
    expect(firings(daily, TEN + 1, TEN + DAY + 1)).toEqual([TEN + DAY]);
  });

  it('are none in an empty or inverted window', () => {
    expect(firings(daily, TEN, TEN)).toEqual([]);
    expect(firings(daily, TEN + DAY, TEN)).toEqual([]);
  });

  it('are the same however the window is cut', () => {
    const cron = read('cron(7 0/5 ? * MON-FRI *)', 'America/New_York');
    const [from, to] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2027-01-01T00:00:00Z')];
    const whole = firings(cron, from, to);
    const parts: number[] = [];
    for (let start = from; start < to; start += 5 * DAY + 7 * HOUR) {
      parts.push(...firings(cron, start, Math.min(to, start + 5 * DAY + 7 * HOUR)));
    }
    expect(parts).toEqual(whole);
    expect(whole).toHaveLength(261 * 5);
  });

  it('the next is after a firing, never it itself', () => {
    expect(nextFiring(daily, TEN)).toBe(TEN + DAY);
    expect(nextFiring(daily, TEN - 1)).toBe(TEN);
  });

  it('the next of a schedule whose years are over does not exist', () => {
    expect(nextFiring(read('cron(0 10 * * ? 2020)'), TEN)).toBeUndefined();
  });

  it('the next can be years away', () => {
    expect(nextFiring(read('cron(0 0 29 2 ? *)'), TEN)).toBe(Date.parse('2028-02-29T00:00:00Z'));
  });
});
