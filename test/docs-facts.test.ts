import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { CONTROLS } from '../audit/controls/index.js';
import { KNOWN_CAUSES } from '../audit/causes/known.js';
import { GATES, passes } from '../audit/gate.js';
import { STATUSES } from '../audit/status.js';
import { ROOT, pages } from './kit/documents.js';

const page = (path: string): string => pages().find((each) => each.path === path)?.text ?? '';
const sectionOf = (text: string, heading: string): string =>
  text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) => line.slice(2, -2).split(' | '));

const sourcesOf = (...rooms: string[]): string[] =>
  rooms.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(ROOT, room, file)),
  );

/** The sentences of the errors that a file throws, `…` for what differs. */
const sentencesIn = (file: string): string[] => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /Error$|Conflict$|Failed$|Owned$/.test(node.expression.getText())) {
      const [sentence] = node.arguments ?? [];
      if (sentence !== undefined && ts.isStringLiteralLike(sentence)) found.push(sentence.text);
      if (sentence !== undefined && ts.isTemplateExpression(sentence))
        found.push(
          sentence.head.text +
            sentence.templateSpans
              .map(({ literal }) => `…${literal.text}`)
              .join('')
              .replaceAll('… …', '…'),
        );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true));
  return found;
};

describe('docs/operations.md', () => {
  const operations = page('docs/operations.md');
  const TABLES = ['Why a unit was not read', 'Why a run failed', 'Why a deployment failed', 'Why a synth failed'];
  const rows = [...TABLES, 'What the command says'].flatMap((heading) =>
    rowsOf(sectionOf(operations, heading)).slice(1),
  );

  // What AWS says, not this library.
  const OF_AWS = [
    'AccessDenied…',
    'not authorized',
    'ThrottlingException',
    'TooManyRequestsException',
    'ServiceUnavailableException',
  ];

  it('quotes messages that the code has, word for word', () => {
    const code = sourcesOf('audit', 'aws', 'lambda', 'lib', 'cli')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const quoted = rows.flatMap(([messages = '']) =>
      [...messages.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message),
    );
    expect(quoted.length).toBeGreaterThan(40);
    for (const message of quoted.filter((each) => !OF_AWS.includes(each)))
      for (const words of message
        .split('…')
        .map((each) => each.trim())
        .filter((each) => each.length > 3))
        expect({ message, words, isInCode: code.includes(words) }).toEqual({ message, words, isInCode: true });
  });

  it('gives each a meaning and a remedy', () => {
    for (const [message, meaning, remedy] of rows) {
      expect({ message, meaning }).toEqual({ message, meaning: expect.stringMatching(/\w{2}/) as string });
      expect({ message, remedy }).toEqual({ message, remedy: expect.stringMatching(/\w{2}/) as string });
    }
  });

  // Whoever adds an error says here, or on another page, what it means to whom it is shown.
  it('leaves out no error that functions, constructs and commands throw', () => {
    const documented = pages()
      .filter(({ path }) => path.startsWith('docs/'))
      .map(({ text }) => text)
      .join('\n');
    const thrown = sourcesOf('aws', 'lambda', 'lib', 'cli')
      .filter((file) => !/cli\/(preview\/|demo\/|commands\/demo)/.test(file))
      .flatMap(sentencesIn);
    const missing = thrown.filter((sentence) => !UNTOLD.has(sentence) && !documented.includes(sentence));
    expect(missing).toEqual([]);
  });

  const UNTOLD = new Set([
    // The command line says them itself, beside the option.
    'Expected a time such as 2026-11-24T06:00:00Z.',
    'Expected a whole number of at least 1.',
    'Expected a whole number of at least ….',
    'Expected one of ….',
    'Expected a digest: 64 hexadecimal digits in lower case.',
  ]);
});

describe('docs/pipelines-gate.md', () => {
  it('says of each gate and status what the gate says', () => {
    const [head = [], ...rows] = rowsOf(sectionOf(page('docs/pipelines-gate.md'), 'The gate'));
    expect(head.slice(1).sort()).toEqual([...STATUSES].sort());
    const said = rows.map(([, ...cells]) => Object.fromEntries(cells.map((cell, index) => [head[index + 1], cell])));
    const meant = GATES.map((failOn) =>
      Object.fromEntries(STATUSES.map((status) => [status, passes({ failOn }, status) ? 'passes' : 'fails'])),
    );
    expect(said).toEqual(meant);
  });
});

describe('docs/requirements.md', () => {
  const rows = rowsOf(page('docs/requirements.md')).filter(([requirement]) => requirement !== 'requirement');

  it('has a published source for each row, and controls or a report on a schedule that answer it', () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const [requirement, controls, , source] of rows) {
      expect({ requirement, source }).toEqual({
        requirement,
        source: expect.stringMatching(/\]\(https:\/\//) as string,
      });
      expect({ requirement, controls }).toEqual({
        requirement,
        controls: expect.stringMatching(/\(controls\.md#\w+\)|on a schedule/) as string,
      });
    }
  });

  it('names controls by their names', () => {
    const named = rows.flatMap(([, controls = '']) => [...controls.matchAll(/\[(\w+)\]\(controls\.md#(\w+)\)/g)]);
    const names: readonly string[] = CONTROLS.map(({ name }) => name);
    for (const [, text = '', anchor] of named) expect([text, names.includes(text)]).toEqual([anchor, true]);
  });
});

describe('figures', () => {
  it.each(['README.md', 'docs/comparison.md'])('of controls and causes are those of the code: %s', (path) => {
    const text = page(path);
    expect(text).toContain(path === 'README.md' ? `${CONTROLS.length} controls` : `${CONTROLS.length} [controls]`);
  });

  it('of causes, too', () => {
    expect(page('docs/comparison.md')).toContain(`${KNOWN_CAUSES.length} [causes]`);
    expect(page('docs/metrics.md')).toContain(`${KNOWN_CAUSES.length} are known`);
  });

  it('has a date and sources for what it says of others', () => {
    expect(page('docs/comparison.md')).toMatch(/Read on \d{1,2} \w+ 20\d\d/);
    const others = rowsOf(sectionOf(page('docs/comparison.md'), 'Others')).slice(1);
    expect(others.length).toBeGreaterThan(5);
    for (const [what, , source] of others)
      expect({ what, source }).toEqual({ what, source: expect.stringMatching(/https:\/\/|not looked at/) as string });
  });
});
