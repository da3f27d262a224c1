import type { Status } from '../../audit/status.js';
import type { Terminal } from '../terminal.js';

/** A status in a column; colour only says it once more. */
export const MARKS: Readonly<Record<Status, string>> = {
  COMPLIANT: 'ok',
  NON_COMPLIANT: 'FAIL',
  INSUFFICIENT_DATA: '?',
  ERROR: 'ERROR',
};

export const statusColor = (status: Status, { colors }: Pick<Terminal, 'colors'>): ((text: string) => string) =>
  status === 'COMPLIANT' ? colors.green : status === 'INSUFFICIENT_DATA' ? colors.yellow : colors.red;
