import fc from 'fast-check';
import { Readable } from 'node:stream';
import { piecesOf, textOf } from '../../aws/body-text.js';

const cutAt = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const bounds = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return bounds.slice(1).map((end, index) => bytes.subarray(bounds[index], end));
};

describe('the text of a body', () => {
  it('is what was written, wherever its bytes were cut', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (written, places) => {
        expect(textOf(cutAt(Buffer.from(written), places))).toBe(written);
      }),
    );
  });

  it('is not mixed with the one before it, longer or shorter', () => {
    const long = 'x'.repeat(3 * 1024 * 1024);
    expect([textOf([Buffer.from(long)]) === long, textOf([Buffer.from('short')])]).toEqual([true, 'short']);
  });

  it('comes as a stream or as bytes', async () => {
    const pieces = [Buffer.from('{"a"'), Buffer.from(':1}')];
    expect(textOf(await piecesOf(Readable.from(pieces, { objectMode: false })))).toBe('{"a":1}');
    expect(textOf(await piecesOf(Buffer.concat(pieces)))).toBe('{"a":1}');
  });

  it('fails with its stream, and where that ends before its time', async () => {
    const broken = new Readable({ read: () => undefined });
    const failing = piecesOf(broken);
    broken.destroy(new Error('reset'));
    await expect(failing).rejects.toThrow('reset');
    const closed = new Readable({ read: () => undefined });
    const ending = piecesOf(closed);
    closed.destroy();
    await expect(ending).rejects.toThrow('closed within the body');
  });
});
