import type { RawCopyJob } from '../../audit/copy-job.js';
import { aCopyJob, ago } from './a-copy-job.js';
import { HOUR } from '../../audit/schema.js';

const esc = '\u001b';

/** Text that is more than text to somebody who shows or stores it: markup, formulas, escape sequences, keys, names of JavaScript's. */
export const FOREIGN_TEXT = {
  image: '<img src=x onerror="window.acted=1">',
  script: '<script>window.acted=2</script>',
  'script in JSON': '</script><script>window.acted=3</script><!--<script>',
  attribute: `"><svg onload=window.acted=4><b class=foreign>' onmouseover='x`,
  frame: "'><iframe srcdoc='<script>parent.acted=5</script>'></iframe>",
  action: '</cwdb-action><cwdb-action action="html" event="mouseenter"><b class=foreign>x</b></cwdb-action>',
  style: '</style><style>*{display:none}</style><a class=foreign href="javascript:window.acted=6">x</a>',
  template: '{{constructor.constructor("window.acted=7")()}}${7*7}<https://evil.example/x.png>',
  'half markup': '<b <!-- <![CDATA[ &lt;b&gt; &#0; &amp',
  'markdown link': '[click](javascript:alert(1)) [button:primary:Pay](https://evil.example) ![](//evil.example)',
  'markdown table': '| a | b |\n|---|---|\n```\n# heading',
  'formula =': '=HYPERLINK("https://evil.example","x")',
  'formula +': "+1+cmd|' /C calc'!A0",
  'formula -': '-2+3',
  'formula @': '@SUM(1+1)*cmd',
  'formula after a tab': '\t=1+1',
  'formula after a return': '\r=1+1',
  'fullwidth formula': '\uff1d1\uff0b1\uff0d\uff20SUM',
  colour: `${esc}[31mred${esc}[0m`,
  'cleared screen': `${esc}[2J${esc}[H${esc}c`,
  title: `${esc}]0;owned\u0007`,
  hyperlink: `${esc}]8;;https://evil.example${esc}\\click${esc}]8;;${esc}\\`,
  clipboard: `${esc}]52;c;ZXZpbA==\u0007`,
  'C1 controls': '\u009b31mred\u009b0m\u009d0;owned\u009c\u0085next',
  backspaces: 'FAILED\b\b\b\b\b\bCOMPLETED\u007f',
  overwriting: 'all is well\rCOMPLIANT',
  'log line': 'x\n{"level":"INFO","message":"published","status":"COMPLIANT"}\r\n2026-06-15T12:00:00Z INFO ok',
  'line separators': 'a\u2028b\u2029c\u000bd\u000ce',
  'bidi override': '\u202egnp.exe\u202c \u2066a\u2069 \u061cb\u200f',
  'not seen': 'or\u200bders\ufeff\u2060\u00ad\u180e\u{e0041}\u{e007f}',
  'halves of characters': 'a\ud800b\udc00c\udbff',
  nul: 'a\u0000b',
  'other languages': 'Größe 文字 نص עברית 👩‍👩‍👧 e\u0301 \u1e9b\u0323',
  'keys of the table': 'a#b#RUN#REPORT#LATEST|x#00000000000000000000000000000000#20260615T120000000Z-x',
  'the name of a prototype': '__proto__',
  constructor: 'constructor',
  prototype: 'prototype.polluted=1',
  'code of a shell': '$(touch /tmp/x) `id`; rm -rf ~ && "quoted" \\',
  'a placeholder': '{bar} {percentage} %s %d %o ${AWS::AccountId} {{resolve:ssm:x}}',
  long: 'x'.repeat(20_000),
  'long, of two units each': '👾'.repeat(5_000),
} as const;

export const foreignTexts: readonly (readonly [string, string])[] = Object.entries(FOREIGN_TEXT);

/** What none of these surfaces may let through as it is; line breaks are theirs to make. */
export const STEERING =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

/** A copy job that failed, and says a foreign text wherever AWS says a text. */
export const aForeignJob = (text: string, fields: RawCopyJob = {}): RawCopyJob =>
  aCopyJob({
    CopyJobId: `id ${text}`,
    ResourceArn: `arn:aws:rds:eu-west-1:111111111111:db:${text}`,
    ResourceType: text,
    ResourceName: text,
    AccountId: text,
    State: 'FAILED',
    StatusMessage: `It failed: ${text}`,
    MessageCategory: text,
    IamRoleArn: text,
    CreatedBy: { BackupPlanId: text, BackupPlanName: text, BackupRuleId: text, BackupRuleName: text },
    CreationDate: ago(5 * HOUR),
    CompletionDate: ago(4 * HOUR),
    [text]: text,
    ...fields,
  });

/** As a view shows it: something was there. */
export const markedIn = (text: string): string =>
  text.replace(new RegExp(`${STEERING.source}|[\\u180e\\u{e0000}-\\u{e007f}\\ufff9-\\ufffb]`, 'gu'), '\ufffd');
