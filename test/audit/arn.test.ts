import { accountOf, regionOf, vaultNameOf } from '../../audit/arn.js';

describe('an ARN', () => {
  it.each([
    ['arn:aws:backup:eu-west-1:111111111111:backup-vault:main', 'eu-west-1', '111111111111'],
    ['arn:aws-cn:backup:cn-north-1:111111111111:backup-vault:a:b', 'cn-north-1', '111111111111'],
    ['arn:aws:s3:::bucket', undefined, undefined],
    ['arn:aws:backup:us-east-1::backup-vault:nobody', 'us-east-1', undefined],
    ['arn:aws:backup:us-east-1:111111111111', undefined, undefined],
    ['ARN:aws:backup:us-east-1:111111111111:x', undefined, undefined],
    ['no-arn', undefined, undefined],
    [undefined, undefined, undefined],
  ])('%s is in Region %s and account %s', (arn, region, account) => {
    expect([regionOf(arn), accountOf(arn)]).toEqual([region, account]);
  });

  it('of a vault ends with what people call it; what has no name is shown whole', () => {
    expect(vaultNameOf('arn:aws:backup:eu-west-1:111111111111:backup-vault:main')).toBe('main');
    expect(vaultNameOf('no-arn')).toBe('no-arn');
  });
});
