import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Run, runSchema } from '../../audit/run.js';
import { AS_OF } from '../kit/audit-of.js';
import { STEERING, aForeignJob, foreignTexts, markedIn } from '../kit/foreign-text.js';
import { forbiddenIn, parsed } from '../kit/parsed-html.js';
import { type TerminalSession, atTerminal } from '../kit/test-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
const written = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const definition = written('definition.json', '{"name":"Foreign","controls":[{"control":"completed"}]}');

const jobsOf = (texts: readonly string[]): string =>
  written('jobs.ndjson', texts.map((text) => JSON.stringify(aForeignJob(text))).join('\n'));
const run = (jobs: string, output: string): Promise<TerminalSession> =>
  atTerminal(['run', '-d', definition, '--jobs', jobs, '--output', output], { now: AS_OF });

const all = foreignTexts.map(([, text]) => text);

describe('foreign text at the terminal', () => {
  it.each(foreignTexts)('steers nothing, in no view of a run: %s', async (_, text) => {
    const { out, err } = await run(jobsOf([text, text]), 'table');
    expect(out).toContain('NON_COMPLIANT');
    expect(STEERING.exec(out + err)).toBeNull();
    // A line that begins as one of ours would be taken for ours.
    const lines = out.split('\n').filter((line) => line.startsWith('{') || line.startsWith('2026-06-15T12:00:00Z'));
    expect(lines).toEqual([]);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('is JSON that steers nothing and says every character, what was evidence exactly', async () => {
    const { out } = await run(jobsOf(all), 'json');
    expect(STEERING.exec(out)).toBeNull();
    const { findings }: Run = runSchema.parse(JSON.parse(out));
    const said = new Set(findings.map(({ job }) => job?.['ResourceName']));
    expect(all.filter((text) => !said.has(text))).toEqual([]);
  });

  it('is text in the file that is handed over, which only leads within', async () => {
    const { out } = await run(jobsOf(all), 'html');
    expect(STEERING.exec(out)).toBeNull();
    const body = out.slice(out.indexOf('<main'), out.indexOf('</body>'));
    expect(forbiddenIn(body)).toEqual([]);
    const elements = parsed(body);
    expect(elements.filter(({ tag }) => ['img', 'script', 'iframe', 'style'].includes(tag))).toEqual([]);
    const missing = all.filter((text) => !elements[0]!.text.includes(markedIn(text).slice(0, 40)));
    expect(missing).toEqual([]);
  });

  it.each(foreignTexts)('steers nothing in what went wrong: %s', async (_, text) => {
    const name = text.slice(0, 300);
    const wrong = await Promise.all([
      atTerminal(['run', '-d', written('wrong.json', JSON.stringify({ name, [name]: name }))]),
      atTerminal(['run', '-d', written('wrong.yaml', `name: R\n${name}: *${name}\n`)]),
      atTerminal(['run', '-d', definition, '--jobs', written('jobs.json', `[${text}`)]),
      atTerminal(['run', '-d', definition, '--jobs', join(folder, name.replaceAll(/[/\0]/g, '-'))]),
    ]);
    for (const { code, err } of wrong) {
      expect(code).toBe(1);
      const [first, ...others] = err.trimEnd().split('\n');
      expect(first).toMatch(/^error: /);
      expect(others.filter((line) => !line.startsWith('  '))).toEqual([]);
      expect(STEERING.exec(err)).toBeNull();
    }
  });
});
