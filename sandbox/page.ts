/** A page of an answer, before it is written. */
export interface Page {
  /** The items as JSON, with commas between them. */
  readonly items: readonly Buffer[];
  readonly count: number;
  readonly nextToken: string | undefined;
}

/** The body of a page: the items are only pointed at, never copied. */
export const pageBody = (
  list: string,
  { items, nextToken }: Page,
  more: Readonly<Record<string, string>> = {},
): Buffer[] => {
  const after = { ...more, ...(nextToken === undefined ? {} : { NextToken: nextToken }) };
  const tail = JSON.stringify(after).slice(1, -1);
  return [Buffer.from(`{"${list}":[`), ...items, Buffer.from(tail === '' ? ']}' : `],${tail}}`)];
};
