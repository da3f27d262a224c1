import validate from 'asl-validator';
import { Match } from 'aws-cdk-lib/assertions';
import { CopyJobAuditor, RunExport } from '../../lib/index.js';
import { dashboardIn } from '../kit/dashboard-body.js';
import { type Machine, type State, runMachineIn } from '../kit/state-machine.js';
import { statementRowsOf } from '../kit/statements.js';
import { templateOf } from '../kit/synth.js';

const plain = templateOf((stack) => new CopyJobAuditor(stack, 'A'));
const template = templateOf(
  (stack) => new CopyJobAuditor(stack, 'A', { events: true, exportTo: RunExport.toNewBucket() }),
);
const machine = runMachineIn(template);
const stateOf = (name: string, { States }: Machine = machine): State => {
  const state = States[name];
  if (state === undefined) throw new Error(`There is no state ${name}`);
  return state;
};
const branches = stateOf('Deliver')['Branches'] as readonly Machine[];

describe('a run that is published', () => {
  it('is delivered by all beside each other, after the machine was made', () => {
    expect(stateOf('Publish').Next).toBe('Published?');
    expect(stateOf('Published?')).toMatchObject({
      Choices: [{ Variable: '$.published', BooleanEquals: true, Next: 'Deliver' }],
      Default: 'Nothing to deliver',
    });
    expect(branches.map(({ StartAt }) => StartAt)).toEqual(['Deliver Events', 'Deliver Export']);
    const named = JSON.stringify(machine).replace(/<(\w+)\.Arn>/g, 'arn:aws:lambda:eu-west-1:111122223333:function:$1');
    expect(validate(JSON.parse(named)).errorsText()).toBe('');
  });

  it('is told by its report and id, and its execution answers as before', () => {
    for (const branch of branches)
      expect(stateOf(branch.StartAt, branch)['Parameters']).toMatchObject({
        Payload: { 'report.$': '$.report', 'runId.$': '$.runId' },
      });
    expect(stateOf('Deliver')).toMatchObject({ ResultPath: null, End: true });
  });

  it('is not delivered where nobody asked for it', () => {
    const without = runMachineIn(plain);
    expect(without.States['Publish']?.End).toBe(true);
    expect(JSON.stringify(without)).not.toContain('Deliver');
  });
});

describe('a delivery that fails', () => {
  it('is tried again, later and later, and never fails the run', () => {
    for (const branch of branches) {
      const { Retry = [], Catch } = stateOf(branch.StartAt, branch);
      expect(Retry).toEqual([
        expect.objectContaining({ MaxAttempts: 6, BackoffRate: 2 }),
        expect.objectContaining({ ErrorEquals: ['States.ALL'], MaxAttempts: 5, BackoffRate: 2 }),
      ]);
      expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: expect.any(String) }]);
    }
  });

  it('is counted, even where its function cannot start; and where it cannot be counted, that is all', () => {
    const [branch] = branches;
    const count = stateOf('Count that Events failed', branch);
    expect(count).toMatchObject({
      Resource: 'arn:aws:states:::aws-sdk:cloudwatch:putMetricData',
      Parameters: {
        Namespace: 'CopyAudit',
        MetricData: [
          {
            MetricName: 'DeliveriesFailed',
            Dimensions: [{ Name: 'Auditor', Value: 'default' }],
            Value: 1,
            Unit: 'Count',
          },
        ],
      },
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Events failed' }],
      End: true,
    });
    expect(stateOf('Events failed', branch)).toMatchObject({ Type: 'Pass', End: true });
  });

  it('can be alarmed on', () => {
    const alarmed = templateOf((scope) => new CopyJobAuditor(scope, 'A').alarmWhenDeliveriesFail('Undelivered'));
    alarmed.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'DeliveriesFailed',
      Dimensions: [{ Name: 'Auditor', Value: 'default' }],
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmDescription: Match.stringLikeRegexp('next run'),
    });
  });

  it('is shown on the dashboard, where there are deliveries', () => {
    expect(JSON.stringify(dashboardIn(template))).toContain('DeliveriesFailed');
    expect(JSON.stringify(dashboardIn(plain))).not.toContain('DeliveriesFailed');
  });
});

it('the machine may call the functions and count, and nothing else', () => {
  const mine = statementRowsOf(template, plain).filter(({ who }) => who.includes('StateMachine'));
  expect(mine).toEqual([
    {
      who: ['StateMachine'],
      may: ['cloudwatch:PutMetricData'],
      on: ['*'],
      under: 'StringEquals cloudwatch:namespace: CopyAudit',
    },
    expect.objectContaining({
      may: ['lambda:InvokeFunction'],
      on: [
        '<DeliverEventsFunction>',
        '<DeliverEventsFunction>:*',
        '<ExportDeliverFunction>',
        '<ExportDeliverFunction>:*',
      ],
    }),
  ]);
});
