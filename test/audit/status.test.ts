import fc from 'fast-check';
import { passes } from '../../audit/gate.js';
import { SEVERITIES, STATUSES, atLeastAsSevere, severityRank, worstStatus } from '../../audit/status.js';

describe('the worst of several statuses', () => {
  it('is the first of: certain breach, unread, unknown, compliant', () => {
    const worstFirst = ['NON_COMPLIANT', 'ERROR', 'INSUFFICIENT_DATA', 'COMPLIANT'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATUSES), { minLength: 1 }), (statuses) => {
        expect(worstStatus(statuses)).toBe(worstFirst.find((status) => statuses.includes(status)));
      }),
    );
  });

  it('is unknown where there is none: silence is never compliance', () => {
    expect(worstStatus([])).toBe('INSUFFICIENT_DATA');
  });
});

describe('a gate', () => {
  it.each([
    ['NEVER', [true, true, true, true]],
    ['NON_COMPLIANT', [false, true, true, true]],
    ['NOT_COMPLIANT', [false, false, false, true]],
  ] as const)('that fails on %s lets through, worst status first: %s', (failOn, expected) => {
    expect(STATUSES.map((status) => passes({ failOn }, status))).toEqual(expected);
  });
});

describe('severities', () => {
  it('are ordered, worst first', () => {
    expect(SEVERITIES.map(severityRank)).toEqual([0, 1, 2, 3, 4]);
    expect(SEVERITIES.filter((severity) => atLeastAsSevere(severity, 'MEDIUM'))).toEqual([
      'CRITICAL',
      'HIGH',
      'MEDIUM',
    ]);
  });
});
