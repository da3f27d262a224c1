import pc from 'picocolors';
import { main } from '../../cli/main.js';
import type { Questions } from '../../cli/questions.js';
import type { Terminal } from '../../cli/terminal.js';

export interface TerminalSession {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A terminal that nobody reads. */
export const SILENT: Terminal = {
  out: () => undefined,
  err: () => undefined,
  isInteractive: false,
  columns: 100,
  colors: pc.createColors(false),
  environment: {},
  now: () => Date.now(),
  interrupted: () => Promise.resolve(),
};

/** Runs the command line as a person would, at a terminal that keeps what was written. */
export const atTerminal = async (
  args: readonly string[],
  {
    columns = 100,
    now = Date.UTC(2026, 10, 24, 12),
    environment = {},
    questions,
    interrupted = Promise.resolve(),
  }: Partial<TestTerminal> = {},
): Promise<TerminalSession> => {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    isInteractive: false,
    columns,
    ...(questions === undefined ? {} : { questions }),
    colors: pc.createColors(false),
    environment,
    now: () => now,
    interrupted: () => interrupted,
  };
  const code = await main(args, terminal);
  return { code, out, err };
};

interface TestTerminal {
  readonly columns: number;
  readonly now: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly questions: Questions;
  /** Kept when the person presses Ctrl-C; at once where it is not given. */
  readonly interrupted: Promise<void>;
}
