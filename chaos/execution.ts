import { ENVIRONMENT } from '../audit/environment.js';
import type { Fault, SandboxRequest } from '../sandbox/index.js';
import { Random } from '../sandbox/scenario/random.js';
import type { Task } from './bundles.js';
import { REPORT } from './definition.js';
import type { Fate, SeenOperation } from './fates.js';
import type { FunctionProcess } from './function-process.js';
import type { Functions } from './functions.js';
import { type Call, ExecutionFailed, StateMachine } from './state-machine.js';
import type { Weather } from './weather.js';

/** Where an execution plays. */
export interface Setting {
  readonly functions: Functions;
  readonly backupUrl: string;
  readonly tableUrl: string;
  readonly tableName: string;
}

export interface Plan {
  /** Tells executions apart; the same name and time make the same run. */
  readonly name: string;
  readonly startsAt: number;
  /** What its draws depend on besides. */
  readonly seed?: number;
  /** What goes wrong; nothing where not given. */
  readonly weather?: Weather | undefined;
}

export type ExecutionEnd =
  { readonly kind: 'SUCCEEDED'; readonly published: boolean } | { readonly kind: 'FAILED'; readonly cause: string };

// What `audit-unit` keeps back to write down how far it came.
const MARGIN = 90_000;
const LIVES: Readonly<Record<Task, number>> = { plan: 300_000, 'audit-unit': MARGIN, publish: 900_000 };
const UNDISTURBED = { lostCalls: 0, lifetime: [810_000, 810_000] as readonly [number, number], latency: 5, skew: 0 };

/** One execution of the state machine in whatever weather, with every request in its hands. */
export class Execution {
  requests = 0;
  calls = 0;
  /** What happened, a line each: of the same seed the same lines. */
  readonly trace: string[] = [];
  readonly #random: Random;
  #now: number;
  #current: FunctionProcess | undefined;
  #isKilling = false;

  constructor(
    readonly setting: Setting,
    readonly plan: Plan,
  ) {
    this.#random = new Random('execution', plan.name, plan.seed ?? '');
    this.#now = plan.startsAt;
  }

  async run(): Promise<ExecutionEnd> {
    const { name, startsAt } = this.plan;
    const pause = (attempt: number): void => {
      this.#now += 2_000 * 2 ** Math.min(attempt - 1, 6);
    };
    const execution = {
      id: `arn:aws:states:eu-west-1:111122223333:execution:${name}`,
      startTime: new Date(startsAt).toISOString(),
    };
    try {
      const answer = await new StateMachine(this.#call, pause).run({ report: REPORT, trigger: 'SCHEDULE', execution });
      return { kind: 'SUCCEEDED', published: answer.published };
    } catch (error) {
      if (error instanceof ExecutionFailed) return { kind: 'FAILED', cause: error.message };
      throw error;
    }
  }

  onBackup(request: SandboxRequest): Fault | undefined {
    const kill = this.#begin();
    const fault = kill === undefined ? this.plan.weather?.onBackup(request) : ({ kind: 'hang' } as const);
    this.#note(`${request.operation} ${request.region} ${shown(request.query)}`, fault?.kind, kill);
    if (fault?.kind === 'hang') this.onSilence();
    return fault;
  }

  onDynamoDb(seen: SeenOperation): Fate {
    const kill = this.#begin();
    const fate = kill === undefined ? (this.plan.weather?.onDynamoDb(seen) ?? 'PASS') : KILLED[kill];
    this.#note(`${seen.operation} ${keysIn(seen.body)}`, fate === 'PASS' ? undefined : fate, kill);
    return fate;
  }

  /** A request gets no answer: its process is killed, or waits in vain. */
  onSilence(): void {
    if (this.#isKilling) this.#current?.kill();
    else this.#current?.hung();
    this.#isKilling = false;
  }

  #begin(): 'BEFORE' | 'AFTER' | undefined {
    this.requests += 1;
    const { weather } = this.plan;
    const kill = weather?.climate.kills.get(this.requests);
    if (kill === undefined) return undefined;
    weather?.count('process killed');
    this.#isKilling = true;
    return kill;
  }

  #call: Call = async (task, event) => {
    this.calls += 1;
    const { lostCalls, lifetime, latency, skew } = this.plan.weather?.climate ?? UNDISTURBED;
    const random = this.#random;
    const ahead = random.between(-skew, skew);
    const livesFor = LIVES[task] + (task === 'audit-unit' ? random.between(...lifetime) : 0);
    this.trace.push(`${task} at ${new Date(this.#now + ahead).toISOString()} for ${livesFor} ms`);
    this.#current = this.setting.functions.of(task);
    const end = await this.#current.call({
      event,
      environment: this.#environment(),
      seed: `${this.plan.name} ${this.plan.seed ?? ''} ${this.calls}`,
      now: this.#now + ahead,
      livesFor,
      latency: random.between(1, latency),
    });
    this.#now = Math.max(this.#now, end.now - ahead) + 10;
    const isUnheard = end.kind === 'ANSWER' && random.chance(lostCalls);
    this.trace.push(`${task} ${isUnheard ? 'UNHEARD' : end.kind} ${end.kind === 'ANSWER' ? '' : end.message}`);
    if (isUnheard) this.plan.weather?.count('call repeated');
    if (end.kind === 'ENDED' && end.message.includes('Timedout')) this.plan.weather?.count('time was up');
    return isUnheard ? { kind: 'UNHEARD' } : end;
  };

  #environment(): Record<string, string> {
    const { backupUrl, tableUrl, tableName } = this.setting;
    return {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_BACKUP: backupUrl,
      AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
      [ENVIRONMENT.table]: tableName,
      [ENVIRONMENT.auditor]: 'chaos',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
  }

  #note(what: string, fault: string | undefined, kill: 'BEFORE' | 'AFTER' | undefined): void {
    const fate = kill === undefined ? (fault ?? '') : `KILLED ${kill}`;
    this.trace.push(`${String(this.requests).padStart(4)} ${what} ${fate}`.trimEnd());
  }
}

const KILLED = { BEFORE: 'HANG', AFTER: 'HANG_DONE' } as const;

/** A query without its token, which is drawn by the endpoint. */
const shown = (query: URLSearchParams): string =>
  [...query].map(([name, value]) => (name === 'nextToken' ? name : `${name}=${value}`)).join(' ');

const keysIn = (body: SeenOperation['body']): string => {
  const { Key, Item, RequestItems, ExpressionAttributeValues } = body as Readonly<Record<string, object | undefined>>;
  if (RequestItems !== undefined) return `${Object.values(RequestItems).flat().length} items`;
  const { pk, sk, ':pk': partition, ':prefix': prefix } = (Key ?? Item ?? ExpressionAttributeValues ?? {}) as Keys;
  return [pk ?? partition, sk ?? prefix].map((value) => value?.S ?? '').join(' ');
};

type Keys = Readonly<Partial<Record<'pk' | 'sk' | ':pk' | ':prefix', { readonly S?: string }>>>;
