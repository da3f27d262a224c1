import { gunzipSync, gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { ExportBucket } from '../../aws/export-bucket.js';
import { BUCKET, type LocalBucket, OWNER, startBucket } from '../kit/bucket.js';

let local: LocalBucket;
beforeAll(async () => {
  local = await startBucket();
});
afterAll(() => local.close());
beforeEach(() => {
  local.objects.clear();
  local.asked.length = 0;
  local.refusal = undefined;
});

const bucketOf = (partSize?: number, owner = OWNER) =>
  new ExportBucket({
    name: BUCKET,
    owner,
    ...(partSize === undefined ? {} : { partSize }),
    client: {
      endpoint: local.url,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });

async function* text(...lines: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const line of lines) {
    if (line instanceof Error) throw line;
    yield line;
  }
}

const stored = (key: string): Buffer => local.objects.get(key) ?? Buffer.alloc(0);
// Which no compression makes shorter.
const noise = Array.from({ length: 40 }, () => `${randomBytes(3000).toString('hex')}\n`);

describe('what is written to a bucket', () => {
  it('is the text, compressed', async () => {
    const bytes = await bucketOf().put('a/b c.gz', text('one\n', 'two\n'));
    expect(gunzipSync(stored('a/b c.gz')).toString()).toBe('one\ntwo\n');
    expect(bytes).toBe(stored('a/b c.gz').length);
    expect(local.asked).toEqual(['PUT']);
  });

  it('is the same bytes for the same text, however it comes', async () => {
    const bucket = bucketOf();
    await bucket.put('once', text(noise.join('')));
    await bucket.put('again', text(noise.join('')));
    expect(stored('again').equals(stored('once'))).toBe(true);
    // No time and no name of a file. https://www.rfc-editor.org/rfc/rfc1952
    expect([...stored('once').subarray(3, 8)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('is sent in parts where it is large, and comes to the same', async () => {
    const size = 20_000;
    const bytes = await bucketOf(size).put('large', text(...noise));
    expect(gunzipSync(stored('large')).toString()).toBe(noise.join(''));
    expect(local.asked).toEqual(['POST begin', ...Array(Math.ceil(bytes / size)).fill('PUT part'), 'POST upload']);
    await bucketOf().put('whole', text(...noise));
    expect(stored('large').equals(stored('whole'))).toBe(true);
  });

  it('is one part where it fills it exactly', async () => {
    const size = gzipSync(noise.join('')).length;
    await bucketOf(size).put('exact', text(noise.join('')));
    expect(local.asked).toEqual(['PUT']);
    expect(gunzipSync(stored('exact')).toString()).toBe(noise.join(''));
  });

  it('is an object without a line, where there is nothing', async () => {
    await bucketOf().put('nothing', text());
    expect(gunzipSync(stored('nothing')).length).toBe(0);
  });

  it.each([1_000_000, 20_000])('is not there where what makes it broke off (parts of %i bytes)', async (size) => {
    await expect(bucketOf(size).put('broken', text(...noise, new Error('the table is gone')))).rejects.toThrow(
      'the table is gone',
    );
    expect(local.objects.has('broken')).toBe(false);
    // And nothing is stored that nobody sees.
    expect(local.open.size).toBe(0);
  });

  it('goes to nobody else who has a bucket of that name', async () => {
    await expect(bucketOf(undefined, '222222222222').put('key', text('x'))).rejects.toThrow('Access Denied');
    expect(local.objects.size).toBe(0);
  });
});
