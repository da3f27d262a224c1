import { isAscii } from 'node:buffer';
import type { Readable } from 'node:stream';

/** A body as bytes, or as the stream that they come by. */
export type Body = Uint8Array | Readable;

/** The pieces of a body, as they came. Fails as the stream does, and when it ends before its time. */
export const piecesOf = (body: Body): Promise<readonly Uint8Array[]> => {
  if (body instanceof Uint8Array) return Promise.resolve([body]);
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    body.on('data', (piece: Uint8Array) => void pieces.push(piece));
    body.once('end', () => resolve(pieces));
    body.once('error', reject);
    body.once('close', () => {
      if (!body.readableEnded) reject(new Error('the connection was closed within the body'));
    });
  });
};

// One place for all pages: a page is 1.4 MB, and fresh memory costs more than what is written to it.
let place = Buffer.allocUnsafeSlow(2 * 1024 * 1024);

/** The text that the pieces make up in UTF-8. */
export const textOf = (pieces: readonly Uint8Array[]): string => {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (size > place.length) place = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const piece of pieces) {
    place.set(piece, at);
    at += piece.length;
  }
  const bytes = place.subarray(0, size);
  // Most pages have no letter beyond ASCII; they are read in a third of the time.
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
};
