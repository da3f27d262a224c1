import { escaped } from './html.js';

/** An element: a name, attributes, and elements or a text in it. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly content?: string | readonly Element[];
}

/** An XML document, an element a line, with everything escaped that is text. */
export const xmlOf = (root: Element): string =>
  withoutNonCharacters(['<?xml version="1.0" encoding="UTF-8"?>', ...linesOf(root, ''), ''].join('\n'));

const linesOf = ({ name, attributes = {}, content }: Element, indent: string): string[] => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (content === undefined) return [`${open}/>`];
  if (typeof content === 'string') return [`${open}>${escaped(content)}</${name}>`];
  return [`${open}>`, ...content.flatMap((each) => linesOf(each, `${indent}  `)), `${indent}</${name}>`];
};

// XML can hold neither of these, not even written as a number. https://www.w3.org/TR/xml/#charsets
const withoutNonCharacters = (xml: string): string => xml.replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
