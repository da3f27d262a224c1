/** Text that is HTML already; whatever is none is escaped where it is put into one. */
export class Html {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: HTML as it is, anything else as text, lists one after the other. */
export type Part = Html | string | number | undefined | readonly Part[];

/** HTML with everything escaped that is put into it, so that no text of AWS's can be taken for markup by forgetting it. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((text, next, index) => `${text}${written(parts[index - 1])}${compact(next)}`, ''));

// Line breaks of a template are there for whoever reads the source.
const compact = (text: string): string => {
  const [first = '', ...rest] = text.split('\n');
  if (rest.length === 0) return text;
  const last = rest.pop() ?? '';
  const middle = rest.map((line) => line.trim()).filter((line) => line !== '');
  return [first.trimEnd(), ...middle, last.trimStart()].join(' ');
};

const written = (part: Part): string => {
  if (part === undefined) return '';
  if (part instanceof Html) return String(part);
  return isList(part) ? part.map(written).join('') : escaped(String(part));
};

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

// Control characters and halves of characters; what turns the order of text around, or is not seen at all, and so makes it
// look like other text. Joiners (U+200C, U+200D) are letters' own: languages and emoji need them.
const STEERING =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Text as text in an element or in a quoted attribute. */
export const escaped = (text: string): string =>
  text.replace(STEERING, '\uFFFD').replace(/[&<>"'`]/g, (character) => MARKUP[character] ?? character);

/** The address of a link to a page outside; undefined for what is none, so that no `javascript:` comes out of a table. */
export const outsideUrl = (url: string | undefined): string | undefined =>
  url !== undefined && /^https:\/\/[^\s]+$/.test(url) ? url : undefined;
