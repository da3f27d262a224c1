import { pathToFileURL } from 'node:url';
import { Random } from '../../sandbox/scenario/random.js';
import { Clock } from './clock.js';
import type { FromFunction, Invocation, ToFunction } from './messages.js';
import { surround } from './surroundings.js';
import { Turnstile } from './turnstile.js';

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:copy-audit';

/** A process that lives like one of Lambda's: it holds one handler, the very bundle that would be deployed, and calls it. */
const serve = async (bundle: string): Promise<void> => {
  const clock = new Clock();
  const turnstile = new Turnstile(clock);
  // Whoever started it may be gone.
  const tell = (message: FromFunction): void => void process.send?.(message, () => undefined);
  turnstile.install();
  surround(clock);
  const { handler } = (await import(pathToFileURL(bundle).href)) as { handler: Handler };

  const invoke = ({ event, environment, seed, now, livesFor, latency }: Invocation): void => {
    Object.assign(process.env, environment);
    const random = new Random(seed);
    Math.random = () => random.part();
    clock.begin(now);
    turnstile.latency = latency;
    const end = now + livesFor;
    let isOver = false;
    const over = (message: FromFunction): void => {
      if (isOver) return;
      isOver = true;
      turnstile.close();
      tell(message);
    };
    clock.setTimeout(() => over({ kind: 'TIME_UP', now: clock.now }), livesFor);
    const context = { invokedFunctionArn: FUNCTION, getRemainingTimeInMillis: () => Math.max(0, end - clock.now) };
    handler(event, context).then(
      (answer) => over({ kind: 'ANSWER', answer, now: clock.now }),
      (error: unknown) => over({ kind: 'ERROR', message: sentenceOf(error), now: clock.now }),
    );
    turnstile.open();
  };

  process.on('message', (message: ToFunction) => {
    if (message.kind === 'HUNG') turnstile.hang();
    else invoke(message.invocation);
  });
  process.on('disconnect', () => process.exit());
  tell({ kind: 'READY' });
};

/** As Lambda tells it: what kind of error it was, and its message. */
const sentenceOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

void serve(process.argv[2] ?? '');
