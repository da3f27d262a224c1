import type { FoundIn, KnownResource } from '../../audit/views/model.js';
import { formatBytes } from '../../audit/phrases.js';
import type { Terminal } from '../terminal.js';
import { columns } from './columns.js';
import { findingsText } from './findings-text.js';
import { number, plain, plural, time } from './plain.js';
import { MARKS } from './status-mark.js';

type Paint = Pick<Terminal, 'colors' | 'columns'>;

/** What reports know of a resource, and what they find of it. */
export const resourceText = (
  arn: string,
  known: readonly KnownResource[],
  found: readonly FoundIn[],
  paint: Paint,
): string => {
  const { bold, dim } = paint.colors;
  const [first] = known;
  const about = [first?.row.resourceType, first?.row.resourceName, first?.row.accountId].filter(
    (each) => each !== undefined,
  );
  const rows = known.map(({ report, row, status }) => [
    row.controlsNotMet.length === 0 ? 'ok' : 'FAIL',
    plain(report),
    plain(row.filterSet),
    dateOf(row.newestGoodCopy.COPY_CREATION),
    number(row.goodCopies),
    formatBytes(row.bytes),
    dateOf(row.breachesAt),
    [
      row.controlsNotMet.map(plain).join(', '),
      ...(row.remembered ? ['remembered'] : []),
      ...(status === 'ERROR' ? [MARKS.ERROR] : []),
    ]
      .filter((each) => each !== '')
      .join('; '),
  ]);
  const head = ['', 'report', 'filter set', 'newest good copy', 'copies', 'bytes', 'fails at', 'not met'];
  const [headLine = '', ...lines] = columns(head, rows, { right: [4, 5], width: paint.columns - 2 });
  const findings = found.map(({ finding }) => finding);
  return `${[
    `${bold(plain(arn))}  ${about.map(plain).join(' · ')}`,
    `  ${dim(headLine)}`,
    ...lines.map((line, index) => `  ${known[index]?.row.controlsNotMet.length === 0 ? line : paint.colors.red(line)}`),
    ...(findings.length === 0 ? [] : ['', bold(plural(findings.length, 'finding')), ...findingsText(findings, paint)]),
  ].join('\n')}\n`;
};

const dateOf = (iso: string | undefined): string => (iso === undefined ? '-' : time(iso));
