import { SingleBar } from 'cli-progress';
import type { Watch } from './audit-report.js';
import type { Terminal } from './terminal.js';
import { progressText } from './views/progress-text.js';

const REDRAWN_A_SECOND = 10;

/** How far the reading of a report is: one line on a terminal, gone when it ends; nothing where nobody watches. */
export class Progress implements Watch {
  readonly #bar: SingleBar | undefined;
  readonly #since: number;
  #jobs = 0;
  #pages = 0;
  #throttles = 0;
  #units = { of: 0, done: 0 };
  #expected: number | undefined;

  constructor(
    readonly report: string,
    readonly terminal: Terminal,
    /** How many jobs are expected, where that is known. */
    total?: number,
  ) {
    this.#since = terminal.now();
    this.#expected = total;
    if (!terminal.isInteractive) return;
    this.#bar = new SingleBar({
      format: () => this.text,
      fps: REDRAWN_A_SECOND,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    });
    this.#bar.start(1, 0);
  }

  planned(units: number, jobs: number | undefined): void {
    this.#units = { of: units, done: 0 };
    this.#expected ??= jobs;
  }

  page(records: number): void {
    this.#jobs += records;
    this.#pages += 1;
  }

  unitRead(): void {
    this.#units.done += 1;
  }

  throttled(): void {
    this.#throttles += 1;
  }

  end(): void {
    this.#bar?.stop();
  }

  /** As it stands now. */
  get text(): string {
    return progressText(
      {
        report: this.report,
        jobs: this.#jobs,
        pages: this.#pages,
        throttles: this.#throttles,
        milliseconds: this.terminal.now() - this.#since,
        part: this.#part(),
      },
      this.terminal.columns,
    );
  }

  #part() {
    if (this.#expected !== undefined) return { of: this.#expected, done: this.#jobs, what: 'jobs' as const };
    return this.#units.of > 1 ? { ...this.#units, what: 'units' as const } : undefined;
  }
}
