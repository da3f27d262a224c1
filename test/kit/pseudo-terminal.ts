import { spawn, spawnSync } from 'node:child_process';

/** Whether a command can be run in a pseudo-terminal here: `script` of util-linux makes one. */
export const hasPseudoTerminal = (): boolean =>
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

/** What somebody types once they have read a text. */
export type Reply = readonly [read: string, typed: string];

/** What was written to a terminal, escape sequences and all. */
export const inPseudoTerminal = async (
  command: string,
  columns: number,
  environment: Readonly<Record<string, string>> = {},
  replies: readonly Reply[] = [],
): Promise<string> => {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('script', ['-qec', `stty cols ${columns} rows 40; ${command}`, '/dev/null'], {
    stdio: [replies.length === 0 ? 'ignore' : 'pipe', 'pipe', 'inherit'],
    // Without CI, which nobody watches.
    env: { PATH, HOME, TERM: 'xterm-256color', ...environment },
  });
  const pieces: Buffer[] = [];
  const waiting = [...replies];
  let unread = '';
  child.stdout?.on('data', (piece: Buffer) => {
    pieces.push(piece);
    unread += piece.toString();
    const [next] = waiting;
    if (next === undefined || !unread.includes(next[0])) return;
    unread = '';
    waiting.shift();
    child.stdin?.write(next[1]);
  });
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  return Buffer.concat(pieces).toString();
};

const ESC = '\u001b';
// A sequence that acts, the end of a line, or text.
const SEQUENCE = new RegExp(`${ESC}\\[([?\\d;]*)([A-Za-z])|${ESC}[78]|[\\r\\n]|[^${ESC}\\r\\n]+`, 'g');

/** The lines that somebody sees at the end, as a terminal draws what progress needs: the start of a line, and erasing it. */
export const screenOf = (written: string): string[] => {
  const lines: string[] = [''];
  let column = 0;
  for (const [text, parameter = '', act] of written.matchAll(SEQUENCE)) {
    const line = lines.at(-1) ?? '';
    if (text === '\n') lines.push('');
    if (text === '\n' || text === '\r') column = 0;
    else if (act === 'G') column = Number(parameter || 1) - 1;
    else if (act === 'K') lines[lines.length - 1] = parameter === '2' ? '' : line.slice(0, column);
    else if (!text.startsWith(ESC)) {
      lines[lines.length - 1] = line.slice(0, column).padEnd(column) + text + line.slice(column + text.length);
      column += text.length;
    }
  }
  return lines;
};
