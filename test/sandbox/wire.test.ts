import fc from 'fast-check';
import { COPY_JOBS } from '../../sandbox/record-kind.js';
import { startSandbox } from '../../sandbox/index.js';
import { recordText, secondsText } from '../../sandbox/wire.js';
import { rawGet } from '../kit/sandbox-client.js';

describe('times on the wire', () => {
  it('are seconds with milliseconds, as a decimal or as Java writes doubles', () => {
    expect(secondsText(1516925490087, 'decimal')).toBe('1516925490.087');
    expect(secondsText(1516925490087, 'exponent')).toBe('1.516925490087E9');
    expect(secondsText(1_700_000_000_000, 'exponent')).toBe('1.7E9');
  });

  it('are the same moment in either notation', () => {
    const moments = fc.integer({ min: 0, max: Date.parse('2100-01-01') });
    fc.assert(
      fc.property(moments, fc.constantFrom('decimal', 'exponent'), (ms, notation) => {
        expect(Math.round((JSON.parse(secondsText(ms, notation)) as number) * 1000)).toBe(ms);
      }),
    );
  });

  it('take turns in their notation unless one is chosen', async () => {
    const copyJobs = [1, 2].map((id) => ({ CopyJobId: String(id), CreationDate: 1.7e9 + 0.5 }));
    for (const [timestamps, texts] of [
      [undefined, ['1.7000000005E9', '1700000000.5']],
      ['decimal', ['1700000000.5', '1700000000.5']],
      ['exponent', ['1.7000000005E9', '1.7000000005E9']],
    ] as const) {
      const sandbox = await startSandbox({ copyJobs, order: 'as-given', ...(timestamps && { timestamps }) });
      const { text } = await rawGet(sandbox.url, '/copy-jobs');
      await sandbox.close();
      expect(Array.from(text.matchAll(/"CreationDate":([^,}]+)/g), ([, number]) => number)).toEqual(texts);
    }
  });
});

describe('a record on the wire', () => {
  it.each([1700000000.087, '2023-11-14T22:13:20.087Z', '2023-11-14T23:13:20.087000+01:00', new Date(1700000000087)])(
    'has its times as seconds, whatever they were: %s',
    (CreationDate) => {
      const text = recordText(COPY_JOBS, { CopyJobId: '1', CreationDate }, 'decimal');
      expect(JSON.parse(text)).toEqual({ CopyJobId: '1', CreationDate: 1700000000.087 });
    },
  );

  it('keeps what is not a time, and all that it does not know', () => {
    const record = {
      CreationDate: null,
      CompletionDate: undefined,
      ResourceName: 'é"\n',
      Nested: { CreationDate: 'x' },
    };
    expect(JSON.parse(recordText(COPY_JOBS, record, 'exponent'))).toEqual({
      CreationDate: null,
      ResourceName: 'é"\n',
      Nested: { CreationDate: 'x' },
    });
    expect(recordText(COPY_JOBS, {}, 'decimal')).toBe('{}');
    expect(recordText(COPY_JOBS, { CreationDate: 1 }, 'decimal')).toBe('{"CreationDate":1}');
  });
});
