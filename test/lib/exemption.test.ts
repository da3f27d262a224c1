import { Exemption, Gate } from '../../lib/index.js';

const props = { reason: 'rebuilt nightly', until: '2027-03-31' };

describe('an exemption', () => {
  it.each([
    ['a resource', Exemption.resource('arn:aws:rds:*:db:scratch', props), { resource: 'arn:aws:rds:*:db:scratch' }],
    ['a vault', Exemption.vault('*:backup-vault:scratch', props), { vault: '*:backup-vault:scratch' }],
    ['a control', Exemption.control('freshWithin', props), { control: 'freshWithin' }],
    ['a copy job', Exemption.job('8E32', props), { job: '8E32' }],
  ])('excuses %s', (_, exemption, expected) => {
    expect(exemption._render()).toStrictEqual({ ...expected, ...props });
  });

  it('excuses what matches all that it names', () => {
    const scope = { resource: '*:db:scratch', vault: '*', control: 'completed', job: '8E32' };
    expect(Exemption.of({ ...scope, ...props })._render()).toStrictEqual({ ...scope, ...props });
  });
});

describe('a gate', () => {
  it.each([
    [Gate.never(), 'NEVER'],
    [Gate.failOnNonCompliant(), 'NON_COMPLIANT'],
    [Gate.failUnlessCompliant(), 'NOT_COMPLIANT'],
  ])('%#: renders what fails a deployment', (gate, failOn) => {
    expect(gate._render()).toEqual({ failOn });
  });
});
