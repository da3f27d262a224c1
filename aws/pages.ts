import { PageError, Throttled } from '../audit/errors.js';
import { refusalOf } from './refusals.js';

type Raw = Readonly<Record<string, unknown>>;

export interface ListPage {
  readonly items: Raw[];
  readonly nextToken: string | undefined;
}

/** The list of an answer, and its token; throws a {@link PageError} for what is no page. */
export const listPageOf = (answer: unknown, list: string): ListPage => {
  const { [list]: items, NextToken } = answer as Raw;
  if (!Array.isArray(items)) throw new PageError(`AWS Backup answered with a page that has no list ${list}`);
  const page = items as Raw[];
  if (NextToken === undefined || NextToken === null || NextToken === '') return { items: page, nextToken: undefined };
  if (typeof NextToken !== 'string') throw new PageError('AWS Backup answered with a NextToken that is no text');
  return { items: page, nextToken: NextToken };
};

/** Waits before a request that was refused is sent again, longer with each attempt; false when it is time to give up. */
export type Pause = (attempt: number) => Promise<boolean>;

/** Every item of a list operation, one page after the other; as long as `pause` waits, a service that throttles is asked again. */
export async function* listAll(
  list: string,
  ask: (token: string | undefined) => Promise<unknown>,
  pause: Pause = () => Promise.resolve(false),
): AsyncGenerator<Raw> {
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const page = listPageOf(await asked(ask, token, pause), list);
    yield* page.items;
    token = page.nextToken;
    if (token !== undefined && tokens.has(token))
      throw new PageError('AWS Backup answered with a NextToken that it gave before: the pages go round');
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
}

const asked = async (
  ask: (token: string | undefined) => Promise<unknown>,
  token: string | undefined,
  pause: Pause,
): Promise<unknown> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(token);
    } catch (error) {
      const refusal = refusalOf(error, token !== undefined);
      if (!(refusal instanceof Throttled) || !(await pause(attempt))) throw refusal;
    }
  }
};
