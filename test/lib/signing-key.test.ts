import { Template } from 'aws-cdk-lib/assertions';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib';
import { ENVIRONMENT } from '../../audit/environment.js';
import { CopyJobAuditor } from '../../lib/index.js';
import { allowedIn } from '../kit/policies.js';
import { templateOf } from '../kit/synth.js';

const keyOf = (stack: Stack, keySpec: KeySpec, keyUsage = KeyUsage.SIGN_VERIFY) =>
  new Key(stack, 'Key', { keySpec, keyUsage });

const synthesized = (signs: boolean): Template =>
  templateOf((stack) => {
    const signingKey = keyOf(stack, KeySpec.ECC_NIST_P256);
    new CopyJobAuditor(stack, 'A', { dashboard: false, ...(signs ? { signingKey } : {}) });
  });

describe('an auditor with a key to sign with', () => {
  it('lets the function that publishes sign with it, and no other, and nothing else', () => {
    const without = new Set(allowedIn(synthesized(false)));
    expect(allowedIn(synthesized(true)).filter((line) => !without.has(line))).toEqual([
      '<APublishRole> on <Key.Arn>: kms:GetPublicKey, kms:Sign',
    ]);
  });

  it('tells that function which key it is', () => {
    const named = Object.values(synthesized(true).findResources('AWS::Lambda::Function')).filter(
      ({ Properties }) => ENVIRONMENT.signingKey in (Properties.Environment?.Variables ?? {}),
    );
    expect(named).toHaveLength(1);
    expect(named[0]?.['Properties'].Description).toMatch('publishes');
  });

  it.each<[KeySpec, KeyUsage]>([
    [KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT],
    [KeySpec.RSA_2048, KeyUsage.ENCRYPT_DECRYPT],
    [KeySpec.ECC_NIST_P384, KeyUsage.SIGN_VERIFY],
    [KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC],
  ])('refuses one of %s for %s, which could not', (spec, usage) => {
    const declare = () =>
      templateOf((stack) => new CopyJobAuditor(stack, 'A', { signingKey: keyOf(stack, spec, usage) }));
    expect(declare).toThrow(/signingKey: expected a key with the usage SIGN_VERIFY/);
  });

  it('takes one of another app as it is', () => {
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/5f0d6f53-1111-4222-8333-944444444444';
    const template = templateOf(
      (stack) => new CopyJobAuditor(stack, 'A', { signingKey: Key.fromKeyArn(stack, 'Key', arn) }),
    );
    expect(allowedIn(template)).toContainEqual(`<APublishRole> on ${arn}: kms:GetPublicKey, kms:Sign`);
  });
});
