import { open } from 'node:fs/promises';
import { RecordError } from '../../audit/errors.js';

const ENOUGH = 64 * 1024;

/** What a file holds, told by how it begins: names of files lie. */
export type Format = { readonly kind: 'json' } | { readonly kind: 'csv'; readonly delimiter: string };

export const formatOf = async (file: string): Promise<Format> => {
  const start = await startOf(file);
  const text = start.trimStart();
  if (text === '' || text.startsWith('{') || text.startsWith('[')) return { kind: 'json' };
  const [head = ''] = text.split('\n', 1);
  const separators = [',', ';', '\t'].map((each) => ({ each, count: head.split(each).length }));
  const [most] = separators.sort((a, b) => b.count - a.count);
  // A line of one cell is no header of copy jobs, and JSON's reader says best what it found instead.
  return most === undefined || most.count === 1 ? { kind: 'json' } : { kind: 'csv', delimiter: most.each };
};

/** Without the mark that some write before UTF-8. */
const startOf = async (file: string): Promise<string> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ENOUGH), 0, ENOUGH, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
      throw new RecordError(`${file} is UTF-16: save it as UTF-8`);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw new RecordError(`${file} is packed with gzip: unpack it first`);
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  } finally {
    await handle.close();
  }
};
