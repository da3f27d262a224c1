import pc from 'picocolors';
import { type Questions, terminalQuestions } from './questions.js';
import { wantsColor } from './wants-color.js';

type Colors = ReturnType<typeof pc.createColors>;

/** Where a command writes, and what it knows of its surroundings; tests give their own. */
export interface Terminal {
  /** Results: what may be piped. */
  out(text: string): void;
  /** Everything else: progress, warnings, errors. */
  err(text: string): void;
  /** Whether results are read by a person at a terminal. */
  readonly isInteractive: boolean;
  readonly columns: number;
  /** Not there where nobody can be asked: in a pipeline, with input from elsewhere. */
  readonly questions?: Questions;
  readonly colors: Colors;
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): number;
  /** Kept when the person asks to stop: Ctrl-C, or a signal. */
  interrupted(): Promise<void>;
}

const ignoreClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

/** The terminal of this process. https://no-color.org is honoured, and so is FORCE_COLOR. */
export const processTerminal = (): Terminal => {
  const { stdin, stdout, stderr, env } = process;
  // Whoever read the results may have had enough (`| head`): that is no error of ours.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isInteractive: stderr.isTTY && env['CI'] === undefined,
    columns: Math.min(160, Math.max(72, stdout.columns || Number(env['COLUMNS']) || 100)),
    ...(stdin.isTTY && stderr.isTTY && env['CI'] === undefined ? { questions: terminalQuestions() } : {}),
    colors: pc.createColors(wantsColor(env, stdout.isTTY)),
    environment: env,
    now: () => Date.now(),
    interrupted: () =>
      new Promise((resolve) => {
        process.once('SIGINT', () => resolve());
        process.once('SIGTERM', () => resolve());
      }),
  };
};
