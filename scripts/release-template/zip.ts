import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
// Midnight of 1980-01-01, the earliest there is: an archive says nothing of when and where it was made.
const TIME = 0;
const DATE = 0x0021;
// A regular file that everyone may read: Lambda does not run code that it may not read.
const MADE_ON_UNIX = 3 << 8;
const MODE = 0o100644 * 0x10000;

const fields = (...values: readonly [size: 2 | 4, value: number][]): Buffer =>
  Buffer.concat(
    values.map(([size, value]) => {
      const field = Buffer.alloc(size);
      field.writeUIntLE(value, 0, size);
      return field;
    }),
  );

/** An archive of these files, in the order of their names: the same bytes whenever it is made. */
export const zip = (entries: readonly ZipEntry[]): Buffer => {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = Buffer.from(name);
    const packed = deflateRawSync(content, { level: 9 });
    const common = fields(
      [2, VERSION],
      [2, UTF8_NAMES],
      [2, DEFLATED],
      [2, TIME],
      [2, DATE],
      [4, crc32(content)],
      [4, packed.length],
      [4, content.length],
      [2, path.length],
      [2, 0],
    );
    const header = Buffer.concat([fields([4, LOCAL]), common, path, packed]);
    local.push(header);
    // No comment, first disk, no internal attributes.
    const place = fields([2, 0], [2, 0], [2, 0], [4, MODE], [4, offset]);
    central.push(fields([4, CENTRAL], [2, MADE_ON_UNIX + VERSION]), common, place, path);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const count = entries.length;
  const end = fields([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, directory.length], [4, offset], [2, 0]);
  return Buffer.concat([...local, directory, end]);
};
