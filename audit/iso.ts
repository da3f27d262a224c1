// Foreign dates may lie in any year; ISO 8601 as everybody reads it has four digits for it.
const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

const DAY = 86_400_000;
const MOST_DAYS = 1_000;
const days = new Map<number, string>();

/** A day as `2026-11-24T`. Remembered, for most dates of a report lie within a month. */
const dayOf = (day: number): string => {
  let text = days.get(day);
  if (text === undefined) {
    if (days.size >= MOST_DAYS) days.clear();
    days.set(day, (text = new Date(day * DAY).toISOString().slice(0, 11)));
  }
  return text;
};

const padded = (count: number, length: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => String(number).padStart(length, '0'));
const [TWO, THREE] = [padded(60, 2), padded(1000, 3)];

/** ISO 8601 in UTC with milliseconds, as `toISOString` writes it but faster: a report has some of them for each resource. */
export const isoOf = (ms: number): string => {
  const time = Math.trunc(Math.min(Math.max(ms, FIRST), LAST));
  const day = Math.floor(time / DAY);
  const inDay = time - day * DAY;
  const second = Math.floor(inDay / 1000);
  const [hours, minutes] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
  return `${dayOf(day)}${TWO[hours]}:${TWO[minutes]}:${TWO[second % 60]}.${THREE[inDay % 1000]}Z`;
};
