import type { DefaultTreeAdapterTypes } from 'parse5' with { 'resolution-mode': 'import' };

// An ES module, which jest makes a CommonJS one of.
const { parseFragment } =
  jest.requireActual<typeof import('parse5', { with: { 'resolution-mode': 'import' } })>('parse5');

type Node = DefaultTreeAdapterTypes.ChildNode;

/** An element as a browser takes it. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const textOf = (node: Node): string => {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
};

const elementsOf = (node: Node): Element[] => {
  if (!('tagName' in node)) return [];
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [{ tag: node.tagName, attributes, text: textOf(node) }, ...node.childNodes.flatMap(elementsOf)];
};

// The same answer is asked about from several sides, and parsing takes most of the time of such a test.
const known = new Map<string, readonly Element[]>();

/** All elements of a piece of HTML, in order. It throws where a browser would have to guess what was meant. */
export const parsed = (text: string): readonly Element[] => {
  const elements = known.get(text) ?? parse(text);
  if (known.size < 1000) known.set(text, elements);
  return elements;
};

const parse = (text: string): readonly Element[] => {
  const errors: string[] = [];
  const fragment = parseFragment(text, { onParseError: ({ code }) => errors.push(code) });
  if (errors.length > 0) throw new Error(`The HTML is not well-formed: ${errors.join(', ')}`);
  return fragment.childNodes.flatMap(elementsOf);
};

/** What a person reads, without the style and the parameters of actions. */
export const readable = (text: string): string =>
  parsed(text.replaceAll(/<(style|cwdb-action)[\s\S]*?<\/\1\s*>/g, ''))
    .slice(0, 1)
    .map((element) => element.text.replaceAll(/\s+/g, ' '))
    .join('');

const FORBIDDEN = new Set(['script', 'iframe', 'use', 'object', 'embed', 'base', 'meta', 'link', 'form', 'frame']);

/**
 * What CloudWatch removes from a widget, or should.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_security.html
 */
export const forbiddenIn = (text: string): string[] =>
  parsed(text).flatMap(({ tag, attributes }) => [
    ...(FORBIDDEN.has(tag) ? [`<${tag}>`] : []),
    ...Object.entries(attributes).flatMap(([name, value]) => [
      ...(/^on/i.test(name) ? [`${name} of <${tag}>`] : []),
      ...(/^(href|src|xlink:href|action|formaction)$/i.test(name) &&
      !/^(https:\/\/|#)/.test(value) &&
      tag !== 'cwdb-action'
        ? [`${name}="${value}" of <${tag}>`]
        : []),
      ...(name === 'style' ? [`style of <${tag}>`] : []),
    ]),
  ]);

/** Where links lead that call the widget again: its parameters, by what a person reads in the link. */
export const actionsIn = (
  text: string,
): { readonly label: string; readonly endpoint: string; readonly params: unknown }[] => {
  const elements = parsed(text);
  return elements.flatMap(({ tag, attributes, text: params }, index) => {
    if (tag !== 'cwdb-action') return [];
    const before = elements.slice(0, index).findLast(({ tag: each }) => each === 'a');
    return [
      {
        label: before?.text.trim() ?? '',
        endpoint: attributes['endpoint'] ?? '',
        params: JSON.parse(params) as unknown,
      },
    ];
  });
};
