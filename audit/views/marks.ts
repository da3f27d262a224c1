import { SEVERITIES, type Severity, STATUSES, type Status } from '../status.js';
import { type Html, html } from './html.js';
import { number } from './words.js';

/** How a status is told: by a sign and a word; its colour only says it once more. */
export const MARKS: Readonly<Record<Status, { readonly sign: string; readonly word: string; readonly tone: Tone }>> = {
  NON_COMPLIANT: { sign: '\u2715', word: 'NON_COMPLIANT', tone: 'bad' },
  ERROR: { sign: '!', word: 'ERROR', tone: 'error' },
  INSUFFICIENT_DATA: { sign: '?', word: 'INSUFFICIENT_DATA', tone: 'unknown' },
  COMPLIANT: { sign: '\u2713', word: 'COMPLIANT', tone: 'good' },
};
export type Tone = 'bad' | 'error' | 'unknown' | 'good' | 'warn';

export const statusMark = (status: Status): Html => {
  const { sign, word, tone } = MARKS[status];
  return html`<span class="mark ${tone}"><span aria-hidden="true">${sign} </span>${word}</span>`;
};

const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  CRITICAL: 'bad',
  HIGH: 'error',
  MEDIUM: 'warn',
  LOW: 'unknown',
  INFORMATIONAL: 'unknown',
};

export const severityMark = (severity: Severity): Html =>
  html`<span class="mark ${SEVERITY_TONES[severity]}">${severity}</span>`;

/** `4 CRITICAL  12 HIGH`, the worst first; nothing where there are none. */
export const severityCounts = (bySeverity: Readonly<Partial<Record<Severity, number>>>): Html[] =>
  SEVERITIES.flatMap((severity) => {
    const count = bySeverity[severity] ?? 0;
    return count === 0
      ? []
      : [html`<span class="mark ${SEVERITY_TONES[severity]}">${number(count)} ${severity}</span> `];
  });

export const byStatus = (a: Status, b: Status): number => STATUSES.indexOf(a) - STATUSES.indexOf(b);
