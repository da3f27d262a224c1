import type { Terminal } from '../terminal.js';

const BLOCKS = '▁▂▃▄▅▆▇█';
const PLAIN = '_.-~=+*#';
const NOTHING = '·';

/** Per cents as a line of blocks, oldest first: the highest is 100, the lowest the worst that there was, or 0 where all are alike. */
export const sparkline = (
  percents: readonly (number | null)[],
  { environment }: Pick<Terminal, 'environment'>,
): string => {
  const known = percents.filter((percent) => percent !== null);
  const worst = Math.min(...known);
  const lowest = worst < 100 ? worst : 0;
  const isWide = hasBlocks(environment);
  const steps = isWide ? BLOCKS : PLAIN;
  return percents
    .map((percent) => {
      if (percent === null) return isWide ? NOTHING : ' ';
      const step = Math.floor(((percent - lowest) / (100 - lowest)) * (steps.length - 1));
      return steps[Math.min(steps.length - 1, Math.max(0, step))] ?? '';
    })
    .join('');
};

/** A terminal whose locale is not UTF-8 shows no blocks. */
const hasBlocks = (environment: Terminal['environment']): boolean => {
  const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(
    (each) => (each ?? '') !== '',
  );
  return locale === undefined || /utf-?8/i.test(locale);
};
