import { ENVIRONMENT } from '../../audit/environment.js';
import { CopyJobAuditor, SecurityHubFindings, Severity } from '../../lib/index.js';
import { runMachineIn } from '../kit/state-machine.js';
import { statementRowsOf } from '../kit/statements.js';
import { templateOf } from '../kit/synth.js';

const synthesized = (securityHub?: SecurityHubFindings) =>
  templateOf(
    (stack) =>
      new CopyJobAuditor(stack, 'A', { dashboard: false, ...(securityHub === undefined ? {} : { securityHub }) }),
  );
const plain = synthesized();

describe('an auditor that tells Security Hub', () => {
  it.each<[string, SecurityHubFindings, string]>([
    ['everything', SecurityHubFindings.all(), 'INFORMATIONAL'],
    ['what is severe', SecurityHubFindings.atLeast(Severity.HIGH), 'HIGH'],
  ])('%s says so to the function that tells, and to the one that removes', (_, told, severity) => {
    const variables = Object.values(synthesized(told).findResources('AWS::Lambda::Function')).map(
      ({ Properties }) =>
        (Properties as { Environment?: { Variables: Record<string, unknown> } }).Environment?.Variables ?? {},
    );
    expect(variables.map((each) => each[ENVIRONMENT.securityHub]).filter((each) => each !== undefined)).toEqual([
      severity,
      severity,
    ]);
  });

  it('does so after each published run', () => {
    expect(JSON.stringify(runMachineIn(synthesized(SecurityHubFindings.all())))).toContain('Deliver SecurityHub');
    expect(JSON.stringify(runMachineIn(plain))).not.toContain('SecurityHub');
  });

  it('may import findings of the default product of its account and Region, and do nothing else there', () => {
    const rows = statementRowsOf(synthesized(SecurityHubFindings.all()), plain).filter(({ may }) =>
      may.some((action) => action.startsWith('securityhub:')),
    );
    expect(rows).toEqual([
      {
        who: ['OnEvent', 'SecurityHub'],
        may: ['securityhub:BatchImportFindings'],
        on: ['arn:<partition>:securityhub:<region>:<account>:product/<account>/default'],
        under: '',
      },
    ]);
  });
});
