import { escaped, html, outsideUrl } from '../../../audit/views/html.js';
import { parsed } from '../../kit/parsed-html.js';

describe('html', () => {
  it('escapes whatever is put into it, in text and in attributes', () => {
    const foreign = `"><script>alert(1)</script><b a='x' b=\`y\`>&amp;`;
    const [div, ...others] = parsed(String(html`<div title="${foreign}">${foreign}</div>`));
    expect(others).toEqual([]);
    expect(div).toEqual({ tag: 'div', attributes: { title: foreign }, text: foreign });
  });

  it('takes HTML as it is, lists one after the other, and nothing for undefined', () => {
    expect(String(html`<p>${html`<b>${1}</b>`}${undefined}${['<', html`<i></i>`]}</p>`)).toBe(
      '<p><b>1</b>&lt;<i></i></p>',
    );
  });

  it('takes no object for HTML that only looks like it', () => {
    const imitation = { toString: () => '<script>', map: () => ['<script>'] };
    expect(String(html`${imitation as never}`)).not.toContain('<script>');
  });

  it('writes the lines of a template as one', () => {
    const items = ['a', 'b'].map((item) => html`<li>${item}</li>`);
    const list = html`<ul>
      ${items}
    </ul>`;
    expect(String(list)).toBe('<ul> <li>a</li><li>b</li> </ul>');
  });

  it('leaves lines of foreign text as they are', () => {
    expect(String(html`<pre>${'a\n  b'}</pre>`)).toBe('<pre>a\n  b</pre>');
  });

  it.each([
    ['turns text around', 'a\u202Eb', 'a\uFFFDb'],
    ['is an isolate', 'a\u2066b', 'a\uFFFDb'],
    ['ends text', 'a\u0000b', 'a\uFFFDb'],
    ['is half a character', 'a\uD800b', 'a\uFFFDb'],
  ])('shows that there was something that %s', (_, text, shown) => {
    expect(escaped(text)).toBe(shown);
  });

  it('leaves characters of all languages as they are', () => {
    const text = 'Größe 文字 نص 👩\u200D👩 \t\n';
    expect(escaped(text)).toBe(text);
  });
});

describe('outsideUrl', () => {
  it.each(['javascript:alert(1)', 'http://a', 'data:text/html,x', ' https://a', 'https://a b', '', undefined])(
    'is nothing for %j',
    (url) => expect(outsideUrl(url)).toBeUndefined(),
  );

  it('is the address of a page outside', () => {
    expect(outsideUrl('https://docs.aws.amazon.com/a?b=c#d')).toBe('https://docs.aws.amazon.com/a?b=c#d');
  });
});
