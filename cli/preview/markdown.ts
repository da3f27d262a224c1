import { escaped } from '../../audit/views/html.js';

/** Markdown as CloudWatch's text widgets know it, as HTML; whatever HTML it has is shown as text. */
export const markdownToHtml = (markdown: string): string => {
  const blocks: string[] = [];
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length;) {
    const rest = lines.slice(at);
    const { html, taken } = blockOf(rest);
    if (html !== '') blocks.push(html);
    at += Math.max(1, taken);
  }
  return blocks.join('\n');
};

interface Block {
  readonly html: string;
  readonly taken: number;
}

const FENCE = /^```/;
const HEADING = /^(#{1,6})\s(.*)$/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s(.*)$/;
const TABLE_LINE = /^\s*\|.*\|\s*$|\|/;
const DIVIDER_CELL = /^:?-+:?$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;

const blockOf = (lines: readonly string[]): Block => {
  const [first = '', second = ''] = lines;
  if (first.trim() === '') return { html: '', taken: 1 };
  if (FENCE.test(first)) return fenced(lines);
  const heading = HEADING.exec(first);
  if (heading !== null) {
    const level = heading[1]?.length ?? 1;
    return { html: `<h${level}>${inline(withoutClosing(heading[2] ?? ''))}</h${level}>`, taken: 1 };
  }
  if (RULE.test(first)) return { html: '<hr>', taken: 1 };
  if (TABLE_LINE.test(first) && isDivider(second)) return table(lines);
  if (ITEM.test(first)) return list(lines);
  const length = lines.findIndex(
    (line, index) => index > 0 && (line.trim() === '' || HEADING.test(line) || ITEM.test(line) || FENCE.test(line)),
  );
  const paragraph = length < 0 ? lines : lines.slice(0, length);
  return { html: `<p>${paragraph.map(inline).join('<br>')}</p>`, taken: paragraph.length };
};

/** A heading may end in as many `#` as it likes. */
const withoutClosing = (text: string): string => {
  let heading = text.trim();
  while (heading.endsWith('#')) heading = heading.slice(0, -1);
  return heading.trimEnd();
};

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** The line between the head of a table and its body. */
const isDivider = (line: string): boolean =>
  line.includes('|') && cellsOf(line).every((cell) => DIVIDER_CELL.test(cell));

const fenced = (lines: readonly string[]): Block => {
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  const body = lines.slice(1, end < 0 ? undefined : end);
  return { html: `<pre><code>${escaped(body.join('\n'))}</code></pre>`, taken: end < 0 ? lines.length : end + 1 };
};

const list = (lines: readonly string[]): Block => {
  const end = lines.findIndex((line) => !ITEM.test(line));
  const items = end < 0 ? lines : lines.slice(0, end);
  const tag = ITEM.exec(items[0] ?? '')?.[1] === undefined ? 'ul' : 'ol';
  const html = items.map((line) => `<li>${inline((ITEM.exec(line)?.[2] ?? '').trim())}</li>`).join('');
  return { html: `<${tag}>${html}</${tag}>`, taken: items.length };
};

const table = (lines: readonly string[]): Block => {
  const end = lines.findIndex((line, index) => index > 1 && !line.includes('|'));
  const [head = '', , ...body] = end < 0 ? lines : lines.slice(0, end);
  const row = (line: string, tag: string) =>
    `<tr>${cellsOf(line)
      .map((cell) => `<${tag}>${inline(cell)}</${tag}>`)
      .join('')}</tr>`;
  const rows = body.map((line) => row(line, 'td')).join('');
  return { html: `<table><thead>${row(head, 'th')}</thead><tbody>${rows}</tbody></table>`, taken: body.length + 2 };
};

const SPANS =
  /`([^`]+)`|\[([^[\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\b_([^_]+)_\b/g;

const inline = (text: string): string => {
  let html = '';
  let at = 0;
  for (const found of text.matchAll(SPANS)) {
    const [whole, code, label, url, strong, emphasis, underlined] = found;
    html += escaped(text.slice(at, found.index));
    at = found.index + whole.length;
    if (code !== undefined) html += `<code>${escaped(code)}</code>`;
    else if (url !== undefined) html += link(label ?? '', url);
    else if (strong !== undefined) html += `<strong>${inline(strong)}</strong>`;
    else html += `<em>${inline(emphasis ?? underlined ?? '')}</em>`;
  }
  return html + escaped(text.slice(at));
};

/** `[button:Label](url)` and `[button:primary:Label](url)` are CloudWatch's own. */
const link = (label: string, url: string): string => {
  const [, isPrimary, text] = /^button:(primary:)?(.*)$/.exec(label) ?? [];
  const style = text === undefined ? '' : ` class="btn${isPrimary === undefined ? '' : ' btn-primary'}"`;
  const isSafe = /^(https?:\/\/|[#/?])/.test(url);
  if (!isSafe) return escaped(`[${label}](${url})`);
  return `<a href="${escaped(url)}" target="_blank" rel="noopener noreferrer"${style}>${escaped(text ?? label)}</a>`;
};
