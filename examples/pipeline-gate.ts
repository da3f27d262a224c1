// A pipeline that deploys an app only where its copies are as they must be: a stack with the gate goes before the app's own,
// and after the deployment the command line audits once more. See docs/pipelines-gate.md.
import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  CodeBuildStep,
  CodePipeline,
  CodePipelineSource,
  type IFileSetProducer,
  ShellStep,
} from 'aws-cdk-lib/pipelines';
import { ComplianceReport, Control, CopyJobAuditor, Gate } from '../lib/index.js';

const app = new App();
const env = { account: '111122223333', region: 'eu-west-1' };
const production = new Stage(app, 'Production', { env });

const copies = new Stack(production, 'OrdersCopies');
new ComplianceReport(copies, 'OrdersCopies', {
  auditor: CopyJobAuditor.fromAuditorName(copies, 'Auditor'),
  controls: [Control.freshWithin(Duration.hours(26), { resourceArns: ['arn:aws:rds:*:*:db:orders-*'] })],
  gate: Gate.failOnNonCompliant(),
});
const orders = new Stack(production, 'Orders');
new StringParameter(orders, 'Version', { stringValue: 'what the app is made of' });
// Nothing is deployed while the copies are not as they must be.
orders.node.addDependency(copies);

// The CDK's own classes do not fit its interface where the compiler tells optional properties from undefined ones.
const source = CodePipelineSource.connection('example/orders', 'main', {
  connectionArn: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/0123',
}) as IFileSetProducer;
const synth = new ShellStep('Synth', { input: source, commands: ['npm ci', 'npx cdk synth'] }) as IFileSetProducer;

const pipeline = new CodePipeline(new Stack(app, 'Pipeline', { env }), 'Pipeline', { synth });
pipeline.addStage(production, {
  post: [
    new CodeBuildStep('AuditCopies', {
      input: source,
      commands: ['npm ci', 'npx copy-audit run --definition copy-audit.yaml'],
      rolePolicyStatements: [new PolicyStatement({ actions: ['backup:ListCopyJobs'], resources: ['*'] })],
    }),
  ],
});
