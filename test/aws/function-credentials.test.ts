import { defaultProvider } from '../../aws/function-credentials.js';

describe('credentials of a function', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('are those that Lambda put into its environment', async () => {
    process.env = { AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'ASIA',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('are missed with a sentence', async () => {
    process.env = {};
    await expect(defaultProvider()()).rejects.toThrow(/has no credentials/);
  });
});
