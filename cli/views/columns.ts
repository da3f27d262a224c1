import { shorten } from '../../audit/shorten.js';

interface Layout {
  /** Columns of numbers. */
  readonly right: readonly number[];
  /** What a line may be long. */
  readonly width: number;
}

/** A table without lines: columns as wide as their widest cell, the widest of them cut where a line would be too long. */
export const columns = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { right, width }: Layout,
): string[] => {
  const all = [head, ...rows];
  const widths = head.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  const over = widths.reduce((sum, each) => sum + each + 2, -2) - width;
  if (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max(8, (widths[widest] ?? 0) - over);
  }
  return all.map((row) =>
    row
      .map((cell, index) => {
        const room = widths[index] ?? 0;
        const text = shorten(cell, room);
        return right.includes(index) ? text.padStart(room) : text.padEnd(room);
      })
      .join('  ')
      .trimEnd(),
  );
};
