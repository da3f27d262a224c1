const HALF_A_PAIR_AT_THE_END = /[\uD800-\uDBFF]$/;

/** The first `length` characters (UTF-16 code units), never half of one. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(HALF_A_PAIR_AT_THE_END, '');

/** At most `length` characters, with an ellipsis where some are missing. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? `${cut(text, length - 1)}…` : text;

/** At most `most` bytes of UTF-8 and an ellipsis, never half a character. */
export const shortenToBytes = (text: string, most: number): string => {
  const bytes = Buffer.from(text);
  return bytes.length <= most ? text : `${new TextDecoder().decode(bytes.subarray(0, most), { stream: true })}…`;
};
