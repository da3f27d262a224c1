import { markdownToHtml } from '../../../cli/preview/markdown.js';

describe('markdown of text widgets', () => {
  it.each([
    ['## Trend\nBetter or worse', '<h2>Trend</h2>\n<p>Better or worse</p>'],
    [
      '[Runs](https://x.example/a?b=1#c(d))',
      '<p><a href="https://x.example/a?b=1#c(d)" target="_blank" rel="noopener noreferrer">Runs</a></p>',
    ],
    [
      '[button:primary:Go](#x)',
      '<p><a href="#x" target="_blank" rel="noopener noreferrer" class="btn btn-primary">Go</a></p>',
    ],
    ['**a** and *b* and `c*d*`', '<p><strong>a</strong> and <em>b</em> and <code>c*d*</code></p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    [
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    ],
    ['```\n<b>\n```', '<pre><code>&lt;b&gt;</code></pre>'],
    ['---', '<hr>'],
    ['snake_case_name | x', '<p>snake_case_name | x</p>'],
  ])('%j', (markdown, html) => {
    expect(markdownToHtml(markdown)).toBe(html);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '**<script>**',
    '# <b>',
    '| <i> |\n| - |\n| <u> |',
  ])('shows %j as text', (markdown) => {
    const html = markdownToHtml(markdown);
    expect(html).not.toMatch(/<(img|script|b|i|u)\b/);
    expect(html).not.toContain('href="javascript');
  });
});
