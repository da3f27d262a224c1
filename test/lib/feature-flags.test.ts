import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AuditStack } from '../../bin/audit-stack.js';
import { readDefinitionFile } from '../../cli/definition-file.js';
import { resourcesOf } from '../kit/synth.js';

// What `cdk init` writes into the cdk.json of a new app.
const RECOMMENDED = JSON.parse(
  readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'),
) as Record<string, unknown>;

const reports = readDefinitionFile('copy-audit.yaml').map(({ declared }) => declared);
const synthesized = (context: Record<string, unknown>): Template =>
  Template.fromStack(new AuditStack(new App({ analyticsReporting: false, context }), 'CopyAudit', { reports }));

const POLICIES = 'AWS::IAM::Policy';
const typesOf = (template: Template) => resourcesOf(template).map(([id, { Type }]) => [id, Type]);
const actionsOf = (template: Template) =>
  resourcesOf(template)
    .filter(([, { Type }]) => Type === POLICIES)
    .map(([id, { Properties }]) => {
      const { Statement } = Properties['PolicyDocument'] as { Statement: { Action: string | string[] }[] };
      return [id, [...new Set(Statement.flatMap(({ Action }) => Action))].sort()];
    });
const othersOf = (template: Template) => resourcesOf(template).filter(([, { Type }]) => Type !== POLICIES);

describe('feature flags of the CDK', () => {
  const [without, recommended] = [{}, RECOMMENDED].map(synthesized);

  it('are none needed: an app without any has the same resources as one with all that are recommended', () => {
    expect(Object.keys(RECOMMENDED).length).toBeGreaterThan(50);
    expect(typesOf(without!)).toEqual(typesOf(recommended!));
  });

  it('allow nothing more or less', () => {
    expect(actionsOf(without!)).toEqual(actionsOf(recommended!));
  });

  it('change nothing but how policies are written', () => {
    expect(othersOf(without!)).toEqual(othersOf(recommended!));
    // So the flags were read.
    expect(resourcesOf(without!)).not.toEqual(resourcesOf(recommended!));
  });
});
