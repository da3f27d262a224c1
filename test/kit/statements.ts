import type { Template } from 'aws-cdk-lib/assertions';
import { type Resource, flat, resourcesOf } from './synth.js';

/** A statement of a template as a row that a person can read, for all who have the same one. */
export interface StatementRow {
  readonly who: readonly string[];
  readonly may: readonly string[];
  readonly on: readonly string[];
  readonly under: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: string | Readonly<Record<string, unknown>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Single {
  readonly who: string;
  readonly may: readonly string[];
  readonly on: string;
  readonly under: string;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** What CloudFormation would fill in, without what says nothing to a reader. */
const written = (value: unknown): string =>
  flat(value)
    .replaceAll(/<part 6 of (<\w+>)>/g, '$1')
    .replaceAll(/<AWS::(\w)(\w+?)(?:Id)?>/g, (_, first: string, rest: string) => `<${first.toLowerCase()}${rest}>`)
    .replaceAll(/<A(?!WS)(\w)/g, '<$1')
    .replaceAll(/\.(?:Arn|Name)>/g, '>');

const condition = (Condition: Statement['Condition'] = {}): string =>
  Object.entries(Condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => `${operator} ${key}: ${listOf(values).map(written).join(' or ')}`),
    )
    .join(' and ');

const principals = (principal: Statement['Principal']): string[] =>
  typeof principal === 'object' ? Object.values(principal).flatMap(listOf).map(written) : [String(principal)];

const nameOf = (logicalId: string): string => written({ Ref: logicalId });

const statementsOf = (document: unknown): readonly Statement[] => (document as { Statement: Statement[] }).Statement;

/** Of one document: who may what. Who is said by the document, or by what it is attached to. */
const rowsOf = (document: unknown, attachedTo: readonly string[] = [], itself?: string): Single[] =>
  statementsOf(document).flatMap(({ Effect, Action, Resource, Principal, Condition }) =>
    (Principal === undefined ? attachedTo : principals(Principal)).flatMap((who) =>
      listOf(Resource ?? '*').map((on) => ({
        who,
        may: listOf(Action).map((action) => (Effect === 'Allow' ? String(action) : `${Effect}: ${String(action)}`)),
        on: itself !== undefined && on === '*' ? itself : written(on),
        under: condition(Condition),
      })),
    ),
  );

const rowsOfResource = (id: string, { Type, Properties = {} }: Partial<Resource>): Single[] => {
  const of = Properties as Readonly<Record<string, readonly unknown[] | undefined>>;
  const self = nameOf(id);
  switch (Type) {
    case 'AWS::IAM::Policy':
      return rowsOf(of['PolicyDocument'], [...(of['Roles'] ?? []), ...(of['Users'] ?? [])].map(written));
    case 'AWS::IAM::ManagedPolicy':
      return rowsOf(of['PolicyDocument'], [self]);
    case 'AWS::IAM::Role':
      return [
        ...rowsOf(of['AssumeRolePolicyDocument'], [], self),
        ...((of['Policies'] ?? []) as { PolicyDocument: unknown }[]).flatMap((each) =>
          rowsOf(each.PolicyDocument, [self]),
        ),
        ...(of['ManagedPolicyArns'] ?? []).map((arn) => ({
          who: self,
          may: ['all that it allows'],
          on: written(arn),
          under: '',
        })),
      ];
    case 'AWS::Lambda::Permission': {
      const { Principal, Action, FunctionName } = Properties;
      return [{ who: written(Principal), may: [String(Action)], on: written(FunctionName), under: '' }];
    }
    case 'AWS::KMS::Key':
      return rowsOf(of['KeyPolicy'], [], self);
    default:
      // Policies of buckets, queues, topics.
      return of['PolicyDocument'] === undefined ? [] : rowsOf(of['PolicyDocument']);
  }
};

const shortOf = (role: string): string => role.replace(/^<(\w+?)(?:Role)?>$/, '$1');

/** With its actions once, whichever of its statements has them. */
const byPlace = (template: Template): Map<string, Single> => {
  const found = new Map<string, Single>();
  for (const { who, on, may, under } of resourcesOf(template).flatMap(([id, resource]) =>
    rowsOfResource(id, resource),
  )) {
    const name = shortOf(who);
    const row = { who: name, may, on: on === `<${name}Logs>` ? 'its own log group' : on, under };
    const key = [row.who, row.on, under].join('\n');
    found.set(key, { ...row, may: [...new Set([...(found.get(key)?.may ?? []), ...may])].sort() });
  }
  return found;
};

const grouped = <T>(all: readonly T[], key: (each: T) => string): T[][] => {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return [...groups.values()];
};

/** Every statement of a template that another one does not have; what differs in one thing only stands in one row. */
export const statementRowsOf = (template: Template, besides?: Template): StatementRow[] => {
  const known = besides === undefined ? new Map<string, Single>() : byPlace(besides);
  const rows = [...byPlace(template)].flatMap(([key, row]) => {
    const may = row.may.filter((action) => known.get(key)?.may.includes(action) !== true);
    return may.length === 0 ? [] : [{ ...row, may }];
  });
  const ofOnePlace = grouped(rows, ({ may, on, under }) => [may.join(), on, under].join('\n')).map((same) => ({
    ...(same[0] as Single),
    who: same.map(({ who }) => who).sort(),
  }));
  return grouped(ofOnePlace, ({ who, may, under }) => [who.join(), may.join(), under].join('\n')).map((same) => ({
    ...(same[0] as (typeof ofOnePlace)[number]),
    on: same.map(({ on }) => on).sort(),
  }));
};
