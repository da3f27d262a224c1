import { cut } from './plain.js';

/** Words in lines of at most so many characters; a longer word gives way at its end. */
export const wrapped = (text: string, width: number): string[] =>
  filled(
    text.split(' ').map((word) => cut(word, width)),
    width,
  );

// What an ARN or an address needs, whole: a terminal breaks it, and it can still be copied.
const LONGEST_WHOLE = 200;

/** The same, but nothing is lost: an ARN or an address goes over the edge, and what is longer goes on in the next line. */
export const wrappedWhole = (text: string, width: number): string[] =>
  filled(
    text.split(' ').flatMap((word) => (word.length <= LONGEST_WHOLE ? [word] : pieces([...word], width))),
    width,
  );

const pieces = (characters: readonly string[], width: number): string[] =>
  Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  );

const filled = (words: readonly string[], width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
};
