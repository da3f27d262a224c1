import { type AnsweringService, refusing, startAnswering } from './answering.js';

export interface Unit {
  readonly accounts?: readonly Readonly<Record<string, string>>[];
  readonly units?: Readonly<Record<string, Unit>>;
}

/** AWS Organizations over a tree of units by their ids; pages of 20, every second of them empty with a token. */
export const startOrganization = (root: Unit): Promise<AnsweringService> => {
  const below = (units: Readonly<Record<string, Unit>> = {}): [string, Unit][] =>
    Object.entries(units).flatMap(([id, unit]) => [[id, unit] as [string, Unit], ...below(unit.units)]);
  const units = new Map<string, Unit>([['r-root', root], ...below(root.units)]);
  const paged = (name: string, items: readonly unknown[], token: string | undefined) => {
    const page = Number(token ?? 0);
    const start = Math.ceil(page / 2) * 20;
    const isEmpty = page % 2 === 1;
    const end = isEmpty ? start : start + 20;
    return {
      [name]: items.slice(isEmpty ? end : start, end),
      ...(end < items.length ? { NextToken: String(page + 1) } : {}),
    };
  };
  return startAnswering(({ operation, text }) => {
    const { ParentId, NextToken } = JSON.parse(text) as { ParentId?: string; NextToken?: string };
    if (operation === 'ListAccounts')
      return paged(
        'Accounts',
        [...units.values()].flatMap(({ accounts = [] }) => accounts),
        NextToken,
      );
    const unit = units.get(ParentId ?? '');
    if (unit === undefined)
      return refusing('ParentNotFoundException', `You specified a parent that doesn't exist: ${ParentId}`);
    return operation === 'ListAccountsForParent'
      ? paged('Accounts', unit.accounts ?? [], NextToken)
      : paged(
          'OrganizationalUnits',
          Object.keys(unit.units ?? {}).map((Id) => ({ Id })),
          NextToken,
        );
  });
};
