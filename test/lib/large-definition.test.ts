import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { declaredBy } from '../../aws/definition-property.js';
import { Control, CopyJobAuditor, Exemption, FilterSet } from '../../lib/index.js';
import { parseDefinition } from '../../audit/definition.js';
import { flat, resourceOf, templateOf } from '../kit/synth.js';

const volume = (n: number) => `arn:aws:ec2:eu-west-1:111122223333:volume/vol-${String(n).padStart(17, '0')}`;
const exempt = (count: number, reason = (_: number) => 'rebuilt every night from what is kept elsewhere') =>
  Array.from({ length: count }, (_, n) => Exemption.resource(volume(n), { reason: reason(n), until: '2099-12-31' }));
const propertiesOf = (declare: (stack: Stack) => Parameters<CopyJobAuditor['addReport']>[1]) =>
  resourceOf(
    templateOf((stack) => new CopyJobAuditor(stack, 'A', { dashboard: false }).addReport('R', declare(stack))),
    'Custom::CopyComplianceReport',
  ).Properties;

describe('a definition that is too large for a property', () => {
  it('crosses the wall packed, a thousand exemptions too', () => {
    const properties = propertiesOf(() => ({ exemptions: exempt(1000) }));
    expect(String(properties['Definition']).length).toBeLessThan(20_000);
    expect(properties).not.toHaveProperty('DefinitionValues');
    const { exemptions } = parseDefinition(JSON.parse(declaredBy(properties)));
    expect(exemptions).toHaveLength(1000);
    expect(exemptions[999]).toMatchObject({ resource: volume(999) });
  });

  it('has what only CloudFormation knows beside it', () => {
    const properties = propertiesOf((stack) => ({
      exemptions: exempt(300),
      filterSets: [
        new FilterSet('one', { destinationVaultArn: new CfnParameter(stack, 'One').valueAsString }),
        new FilterSet('two', { destinationVaultArn: `${new CfnParameter(stack, 'Two').valueAsString}-copy` }),
      ],
    }));
    const values = properties['DefinitionValues'] as unknown[];
    expect(values.map(flat)).toEqual(['<One>', '<Two>-copy']);
    const vaults = [
      'arn:aws:backup:eu-west-1:111122223333:backup-vault:one',
      'arn:aws:backup:eu-west-1:1:backup-vault:two',
    ];
    expect(parseDefinition(JSON.parse(declaredBy({ ...properties, DefinitionValues: vaults })))).toMatchObject({
      filterSets: vaults.map((destinationVaultArn) => ({ destinationVaultArn })),
    });
  });

  it('stays as it is where a number is known only to CloudFormation, as long as it can be handed on', () => {
    const declare = (count: number) => (stack: Stack) => ({
      exemptions: exempt(count),
      controls: [Control.minimumSuccessRate(new CfnParameter(stack, 'Percent', { type: 'Number' }).valueAsNumber)],
    });
    expect(flat(propertiesOf(declare(150))['Definition'])).toContain('"percent":<Percent>');
    expect(() => propertiesOf(declare(400))).toThrow(/"R".*\d+ characters that cannot be packed, of which .* 40000/);
  });

  it('is refused where it is too large even then', () => {
    let seed = 1;
    const noise = () =>
      Array.from({ length: 12 }, () => (seed = (seed * 48_271) % 2_147_483_647).toString(36)).join(' ');
    expect(() => propertiesOf(() => ({ exemptions: exempt(1000, noise) }))).toThrow(
      /"R".*\d+ characters when packed, of which a custom resource can take 40000: declare fewer exemptions/,
    );
  });
});
