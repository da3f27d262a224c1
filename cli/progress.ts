import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';
import { number } from './views/plain.js';

/** How far the reading of a report is: one line on a terminal, nothing where nobody watches. */
export class Progress {
  readonly #bar: SingleBar | undefined;
  readonly #since: number;
  #jobs = 0;
  #pages = 0;

  constructor(
    readonly report: string,
    readonly terminal: Terminal,
    /** How many jobs are expected, where that is known. */
    total?: number,
  ) {
    this.#since = terminal.now();
    if (!terminal.isInteractive) return;
    const bar = total === undefined ? '' : ' {bar} {percentage} %';
    this.#bar = new SingleBar({
      format: `${report}${bar}  {jobs} jobs  {pages} pages  {speed} jobs/s`,
      barCompleteChar: '#',
      barIncompleteChar: '-',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    });
    this.#bar.start(total ?? 0, 0, this.#payload());
  }

  page(records: number): void {
    this.#jobs += records;
    this.#pages += 1;
    this.#bar?.update(this.#jobs, this.#payload());
  }

  end(): void {
    this.#bar?.stop();
  }

  #payload() {
    const seconds = Math.max((this.terminal.now() - this.#since) / 1000, 0.001);
    return { jobs: number(this.#jobs), pages: number(this.#pages), speed: number(Math.round(this.#jobs / seconds)) };
  }
}
