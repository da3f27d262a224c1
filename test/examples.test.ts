import { EXAMPLES, declaredApps, rememberingCdk } from './kit/examples.js';
import { nagFindingsOf } from './kit/nag.js';

jest.mock('aws-cdk-lib', () => rememberingCdk());

describe.each(EXAMPLES)('the example %s', (name) => {
  it('gives rule packs nothing that is not explained or put right', async () => {
    declaredApps.length = 0;
    // An example is a program: loading it declares its app.
    await import(`../examples/${name}.ts`);
    expect(declaredApps).not.toEqual([]);
    expect(declaredApps.flatMap((app) => nagFindingsOf(app))).toEqual([]);
  });
});
