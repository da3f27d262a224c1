import { SingleBar } from 'cli-progress';
import type { RunProgress } from '../aws/table/run-progress.js';
import type { Terminal } from './terminal.js';

/** How far a deployed run is: one line on a terminal, nothing where nobody watches. */
export class UnitsProgress {
  readonly #bar: SingleBar | undefined;

  constructor(report: string, { isInteractive }: Pick<Terminal, 'isInteractive'>) {
    if (!isInteractive) return;
    this.#bar = new SingleBar({
      format: `${report} {bar} {value} of {total} units`,
      barCompleteChar: '#',
      barIncompleteChar: '-',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    });
    this.#bar.start(0, 0);
  }

  update = ({ units, done }: RunProgress): void => {
    this.#bar?.setTotal(units);
    this.#bar?.update(done);
  };

  end(): void {
    this.#bar?.stop();
  }
}
