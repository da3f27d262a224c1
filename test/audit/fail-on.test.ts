import { statusFrom } from '../../audit/fail-on.js';
import { SEVERITIES, type Severity, type Status } from '../../audit/status.js';

const control = (severity: Severity, status: Status, others: { error?: string; undetermined?: number } = {}) => ({
  severity,
  status,
  undetermined: 0,
  ...others,
});
const of = (controls: readonly ReturnType<typeof control>[], complete = true) => ({
  status: 'NON_COMPLIANT' as const,
  complete,
  controls,
});

describe('the status from a severity on', () => {
  it.each(SEVERITIES.slice(0, 4))('is NON_COMPLIANT for a breach that is %s and for worse ones only', (severity) => {
    const index = SEVERITIES.indexOf(severity);
    const statuses = SEVERITIES.map((each) => statusFrom(severity, of([control(each, 'NON_COMPLIANT')])));
    const expected = SEVERITIES.map((each, at) =>
      at <= index ? 'NON_COMPLIANT' : each === 'INFORMATIONAL' ? 'INSUFFICIENT_DATA' : 'COMPLIANT',
    );
    expect(statuses).toEqual(expected);
  });

  it('shows what a lesser breach hid: what could not be read, judged or told', () => {
    const lesser = (others = {}) => [control('LOW', 'NON_COMPLIANT', others), control('HIGH', 'COMPLIANT')];
    expect(statusFrom('HIGH', of(lesser()))).toBe('COMPLIANT');
    expect(statusFrom('HIGH', of(lesser(), false))).toBe('ERROR');
    expect(statusFrom('HIGH', of(lesser({ error: 'threw' })))).toBe('ERROR');
    expect(statusFrom('HIGH', of(lesser({ undetermined: 1 })))).toBe('INSUFFICIENT_DATA');
    expect(statusFrom('HIGH', of([...lesser(), control('LOW', 'INSUFFICIENT_DATA')]))).toBe('INSUFFICIENT_DATA');
  });

  it('leaves every other status as it is', () => {
    for (const status of ['ERROR', 'INSUFFICIENT_DATA', 'COMPLIANT'] as const)
      expect(statusFrom('CRITICAL', { ...of([]), status })).toBe(status);
  });
});
