import validate from 'asl-validator';
import { Duration } from 'aws-cdk-lib';
import { CopyJobAuditor } from '../../lib/index.js';
import { type Machine, type State, runMachineIn } from '../kit/state-machine.js';
import { resourcesOf, templateOf } from '../kit/synth.js';

const template = templateOf((stack) => new CopyJobAuditor(stack, 'A'));
const machine = runMachineIn(template);
const state = (name: string): State => {
  const found = machine.States[name];
  if (found === undefined) throw new Error(`There is no state ${name}`);
  return found;
};
const maps = Object.values(machine.States).filter(({ Type }) => Type === 'Map');
const children = maps.map((map) => map.ItemProcessor as Machine);

describe('a run', () => {
  it('is valid Amazon States Language', () => {
    // The ARNs stand in for functions that CloudFormation would name.
    const named = JSON.parse(
      JSON.stringify(machine).replace(/<(\w+)\.Arn>/g, 'arn:aws:lambda:eu-west-1:111122223333:function:$1'),
    );
    const { isValid, errorsText } = validate(named);
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
  });

  it('goes from plan over the units to publish', () => {
    expect(machine.StartAt).toBe('Note the execution');
    expect(state('Note the execution').Next).toBe('Plan units');
    expect(state('Plan units').Next).toBe('Where are the units?');
    expect(state('Where are the units?')).toMatchObject({
      Default: 'Audit each unit',
      Choices: [{ Variable: '$.unitsIn', StringEquals: 'S3', Next: 'Audit each listed unit' }],
    });
    expect(maps.map(({ Next }) => Next)).toEqual(['Publish', 'Publish']);
    expect(state('Publish').End).toBe(true);
  });

  it('tells plan which execution it is of, beside its own input', () => {
    expect(state('Note the execution')).toMatchObject({
      ResultPath: '$.execution',
      Parameters: { 'id.$': '$$.Execution.Id', 'startTime.$': '$$.Execution.StartTime' },
    });
    expect(state('Plan units')['Parameters']).toMatchObject({ 'Payload.$': '$' });
  });

  it('is given up after four hours, or after what was asked for', () => {
    const timeoutOf = (props: { runTimeout?: Duration }) =>
      (
        runMachineIn(templateOf((stack) => new CopyJobAuditor(stack, 'A', props))) as unknown as {
          TimeoutSeconds: number;
        }
      ).TimeoutSeconds;
    expect(timeoutOf({})).toBe(4 * 3600);
    expect(timeoutOf({ runTimeout: Duration.minutes(30) })).toBe(1800);
  });

  it('is published with what is there when its units could not even be started', () => {
    for (const map of maps)
      expect(map.Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Publish' }]);
  });

  it('logs what fails, under a name that takes no place in the account’s policy for logs', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: { Level: 'ERROR' },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/vendedlogs/states/copy-audit-default',
    });
  });
});

describe('the map of units', () => {
  it('always has a concurrency, a label and no failure of its own', () => {
    expect(maps.map(({ Label }) => Label)).toEqual(['Units', 'ListedUnits']);
    for (const map of maps) {
      expect(map['MaxConcurrencyPath']).toBe('$.maxConcurrency');
      expect(map['ToleratedFailurePercentage']).toBe(100);
      expect(map.Retry).toBeUndefined();
      expect(map.ItemProcessor).toMatchObject({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } });
    }
  });

  it('takes units from the plan’s answer, or from the list that it names', () => {
    expect(state('Audit each unit')['ItemsPath']).toBe('$.batches');
    expect(state('Audit each listed unit')['ItemReader']).toMatchObject({
      ReaderConfig: { InputType: 'JSON' },
      Parameters: { 'Bucket.$': '$.bucket', 'Key.$': '$.key' },
    });
  });

  it('hands each child what audit-unit reads, and keeps nothing of what it answers', () => {
    for (const map of maps) {
      expect(map['ItemSelector']).toEqual({
        'report.$': '$.report',
        'runId.$': '$.runId',
        'batch.$': '$$.Map.Item.Value',
        part: 0,
      });
      expect(map['ResultPath']).toBeNull();
    }
  });
});

describe('a child', () => {
  it('asks again with the answer until the batch is done', () => {
    for (const { StartAt, States } of children) {
      const choice = States[States[StartAt]!.Next!]!;
      expect(States[StartAt]).toMatchObject({ OutputPath: '$.Payload', Parameters: { 'Payload.$': '$' } });
      expect(choice).toMatchObject({ Default: StartAt, Choices: [{ Variable: '$.done', BooleanEquals: true }] });
    }
  });

  it('goes on without a unit with which the function ended each time', () => {
    for (const { StartAt, States } of children) {
      const [caught] = States[StartAt]!.Catch!;
      expect(caught).toMatchObject({ ErrorEquals: ['States.ALL'], ResultPath: null });
      const giveUp = States[caught!.Next]!;
      expect(giveUp).toMatchObject({ OutputPath: '$.Payload', Next: States[StartAt]!.Next });
      expect((giveUp['Parameters'] as { Payload: object }).Payload).toEqual({
        'report.$': '$.report',
        'runId.$': '$.runId',
        'batch.$': '$.batch',
        'part.$': '$.part',
        lost: true,
      });
    }
  });

  it('never fails, and ends with nothing', () => {
    for (const { States } of children) {
      for (const { Catch: [caught] = [] } of Object.values(States).filter(({ Type }) => Type === 'Task'))
        expect(caught?.ErrorEquals).toEqual(['States.ALL']);
      const ends = Object.values(States).filter(({ End }) => End === true);
      expect(ends).toHaveLength(2);
      for (const end of ends) expect(end).toEqual({ Type: 'Pass', OutputPath: null, End: true });
    }
  });
});

it('tries every handler again, waiting longer each time', () => {
  const all = [machine, ...children].flatMap(({ States }) => Object.values(States));
  const tasks = all.filter(({ Type }) => Type === 'Task');
  expect(tasks).toHaveLength(6);
  for (const { Retry } of tasks)
    expect(Retry).toEqual([
      expect.objectContaining({
        ErrorEquals: expect.arrayContaining(['Lambda.TooManyRequestsException', 'Lambda.ServiceException']),
        MaxAttempts: 6,
        BackoffRate: 2,
        JitterStrategy: 'FULL',
      }),
      expect.objectContaining({ ErrorEquals: ['States.ALL'], BackoffRate: 2 }),
    ]);
});

it('waits for no handler longer than the handler can take', () => {
  const longest = Math.max(
    ...resourcesOf(template).flatMap(([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Function' ? [Number(Properties['Timeout'])] : [],
    ),
  );
  expect(longest).toBe(900);
  expect(state('Publish')['TimeoutSeconds']).toBe(960);
});
