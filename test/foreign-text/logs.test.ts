import { DIMENSIONS } from '../../audit/metrics.js';
import { failuresByCause } from '../../audit/run-metrics.js';
import { loggerOf } from '../../aws/logger.js';
import { writeCauseMetrics } from '../../aws/metrics.js';
import { asSentence } from '../../lambda/deployment/sentence.js';
import { aRun } from '../kit/a-run.js';
import { STEERING, aForeignJob, foreignTexts } from '../kit/foreign-text.js';

/** What a function leaves in its log; powertools writes to the process's streams, past jest's console. */
const logged = (work: () => void): string => {
  let text = '';
  const keep = (chunk: unknown) => {
    text += String(chunk);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(keep));
  const log = jest.spyOn(console, 'log').mockImplementation((line) => keep(`${line}\n`));
  try {
    work();
  } finally {
    for (const spy of [...spies, log]) spy.mockRestore();
  }
  return text;
};

describe('foreign text in logs', () => {
  it.each(foreignTexts)('is a line that steers nothing: %s', (_, text) => {
    const lines = logged(() => {
      const logger = loggerOf('audit-unit', { report: text });
      const circle: { reason: string; self?: unknown } = { reason: text };
      circle.self = circle;
      logger.info(text, { reason: text, list: [text], circle });
      logger.error('not read', new Error(text, { cause: new Error(text) }));
    });
    const [first, second, ...others] = lines.trimEnd().split('\n');
    expect(others).toEqual([]);
    expect(STEERING.exec(lines)).toBeNull();
    const parsed = JSON.parse(first!) as { readonly message: string; readonly service: string };
    expect(parsed.service).toBe('copy-audit-audit-unit');
    const visible = text.slice(0, 100).replaceAll(new RegExp(STEERING, 'gu'), '');
    expect(parsed.message.replaceAll(/\\u[0-9a-f]{4}/g, '').slice(0, 20)).toContain(
      visible.replaceAll(/[\u{e0000}-\u{e007f}\u180e\u200d]/gu, '').slice(0, 20),
    );
    expect(JSON.parse(second!)).toMatchObject({ level: 'ERROR', message: 'not read' });
    expect(lines.length).toBeLessThan(120_000);
  });

  it.each(foreignTexts)('is one sentence of a deployment that failed: %s', (_, text) => {
    const error = asSentence(new Error(`${text} and ${text}`));
    expect(STEERING.exec(error.message)).toBeNull();
    expect(error.message).not.toContain('\n');
    // What the framework puts around it has room in CloudFormation's 4 KB, escaped as JSON.
    expect(Buffer.byteLength(JSON.stringify(error.message))).toBeLessThan(3_700);
    expect(error.stack).toBe(`Error: ${error.message}`);
  });

  it('is no dimension of a metric: causes that are not known are one', async () => {
    const { definition, conclude } = await aRun(foreignTexts.map(([, text]) => aForeignJob(text)));
    const lines = logged(() => writeCauseMetrics('default', definition.name, failuresByCause(conclude([]))));
    const documents = lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(documents.length).toBeLessThan(20);
    for (const document of documents) expect(document[DIMENSIONS.cause]).toMatch(/^[a-z-]+$/);
  });
});
