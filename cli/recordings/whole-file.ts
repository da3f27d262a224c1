import { existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { RecordError, messageOf } from '../../audit/errors.js';
import type { Sink } from './recording.js';

/** A file that has its name only when it is whole: until then it has another one, and where writing fails there is none. */
export class WholeFile implements Sink {
  private constructor(
    readonly file: string,
    readonly handle: FileHandle,
    readonly unfinished: string,
  ) {}

  static async create(file: string): Promise<WholeFile> {
    if (existsSync(file)) throw new RecordError(`${file} is there already: evidence is not written over`);
    const unfinished = `${file}.${process.pid}.part`;
    try {
      return new WholeFile(file, await open(unfinished, 'wx'), unfinished);
    } catch (error) {
      throw new RecordError(`${file} cannot be written: ${messageOf(error)}`, { cause: error });
    }
  }

  async write(text: string): Promise<void> {
    // It goes on until all of it is written.
    await this.handle.appendFile(text);
  }

  /** Gives it its name. */
  async finish(): Promise<void> {
    await this.handle.sync();
    await this.handle.close();
    await rename(this.unfinished, this.file);
  }

  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.unfinished, { force: true });
  }
}
