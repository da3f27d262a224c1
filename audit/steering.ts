/**
 * Characters that act instead of being read: control characters (C1 as well: a terminal takes U+009B for ESC [), formatting
 * characters that turn text around or are not seen, halves of characters, and the other two line breaks of Unicode.
 */
const STEERING = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text in which what would steer whatever shows it is written out, as in `\u009b`; lines and tabs are left. */
export const steeringWrittenOut = (text: string): string => text.replace(STEERING, writtenOut);

// By UTF-16 units, as JSON and JavaScript write them.
const writtenOut = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');

/** JSON that says the same to every reader, and steers no terminal, log or page on its way; undefined where there is none. */
export const plainJson = (value: unknown, indent?: number): string | undefined => {
  const json = JSON.stringify(value, undefined, indent) as string | undefined;
  // In JSON these can only stand in texts, and there an escape means the character itself.
  return json === undefined ? undefined : steeringWrittenOut(json);
};

// Node.js has it since version 20; TypeScript's library does not, of the year that jsii compiles for.
const isWellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed();

/** Text that UTF-8 can hold: half a character, which it cannot, becomes U+FFFD here as it would in the table. */
export const wellFormed = (text: string): string => (isWellFormed(text) ? text : text.replace(/\p{Cs}/gu, '\uFFFD'));
