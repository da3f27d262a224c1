/** What CloudWatch takes out of a custom widget's HTML, and what of it could act. */
const REMOVED = 'script, iframe, frame, object, embed, use, link, meta, base';
const ADDRESSES = ['href', 'src', 'action', 'formaction', 'xlink:href'];

export interface Sanitized {
  readonly content: DocumentFragment;
  /** What was taken out: the preview says so, for it would be missing in CloudWatch too. */
  readonly removed: readonly string[];
}

/**
 * HTML without scripts, frames and handlers.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_security.html
 */
export const sanitized = (html: string): Sanitized => {
  const parsed = new DOMParser().parseFromString(`<body>${html}`, 'text/html');
  const removed: string[] = [];
  for (const found of parsed.querySelectorAll(REMOVED)) {
    removed.push(`<${found.tagName.toLowerCase()}>`);
    found.remove();
  }
  for (const found of parsed.querySelectorAll('*')) {
    for (const { name, value } of [...found.attributes]) {
      const isHandler = name.startsWith('on');
      const isCode = ADDRESSES.includes(name) && /^\s*(javascript|data|vbscript):/i.test(value);
      if (!isHandler && !isCode) continue;
      removed.push(`${name}=`);
      found.removeAttribute(name);
    }
  }
  const content = document.createDocumentFragment();
  content.append(...parsed.body.childNodes);
  return { content, removed };
};
