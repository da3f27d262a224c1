import type { Table } from '../../aws/table/table.js';
import { REPORT } from '../kit/a-run.js';
import { askWidget } from '../kit/asked-widget.js';
import { AS_OF } from '../kit/audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { STEERING, aForeignJob, foreignTexts, markedIn } from '../kit/foreign-text.js';
import { actionsIn, forbiddenIn, parsed } from '../kit/parsed-html.js';
import { publish } from '../kit/published.js';

jest.setTimeout(300_000);

let dynamodb: EmbeddedDynamoDb;
let table: Table;
beforeEach(async () => {
  dynamodb = await startDynamoDb();
  table = dynamodb.open(() => AS_OF);
});
afterEach(() => dynamodb.close());

const published = (texts: readonly string[]) =>
  publish(
    table,
    texts.map((text) => aForeignJob(text)),
    {
      definition: {
        description: texts.join(' ').slice(0, 1000),
        controls: [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }],
        exemptions: texts.map((text) => ({
          resource: `never-${text.slice(0, 1000)}*`,
          reason: text.slice(0, 1000),
          until: '2099-12-31',
        })),
      },
    },
  );

/** Everything a reader comes to, from one link to the next; at most so many places of a kind. */
const everywhere = async (most = Infinity): Promise<string[]> => {
  const answers = new Map<string, string>();
  const seen = new Map<unknown, number>();
  const left: object[] = [{ view: 'reports' }, { view: 'top' }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const key = JSON.stringify(next);
    const { view } = next as { readonly view?: unknown };
    if (answers.has(key) || (seen.get(view) ?? 0) >= most) continue;
    seen.set(view, (seen.get(view) ?? 0) + 1);
    const answer = await askWidget(table, next);
    answers.set(key, answer);
    // Looking up a resource wants one to be typed in.
    for (const { params } of actionsIn(answer))
      if (JSON.stringify(params) !== '{"view":"resource"}') left.push(params as object);
  }
  return [...answers.values()];
};

const shapes = (answer: string): string[] =>
  parsed(answer).map(({ tag, attributes }) => [tag, ...Object.keys(attributes)].join(' '));

describe('foreign text in the widgets', () => {
  it('is text wherever a reader goes, and every link leads to what it is about', async () => {
    await published(Array.from({ length: 30 }, (_, index) => `plain ${index}`));
    const usual = new Set((await everywhere(4)).flatMap(shapes));
    await dynamodb.close();
    dynamodb = await startDynamoDb();
    table = dynamodb.open(() => AS_OF);
    await published(foreignTexts.map(([, text]) => text));
    const answers = await everywhere();
    // For each text there are findings and a resource.
    expect(answers.length).toBeGreaterThan(3 * foreignTexts.length);
    for (const answer of answers) {
      expect(STEERING.exec(answer)).toBeNull();
      expect(forbiddenIn(answer)).toEqual([]);
      expect(shapes(answer).filter((shape) => !usual.has(shape))).toEqual([]);
      expect(/could not be read|cannot be understood|.{0,100}is not there/.exec(answer)?.[0]).toBeUndefined();
    }
    const words = answers.flatMap((answer) => parsed(answer).map(({ text }) => text));
    const missing = foreignTexts.filter(
      ([, text]) => !words.some((each) => each.includes(markedIn(text).slice(0, 50))),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('is text where a parameter makes no sense', async () => {
    for (const [, text] of foreignTexts) {
      for (const answer of [
        await askWidget(table, { view: 'report', report: text }),
        await askWidget(table, { view: text }),
        await askWidget(table, { [text]: text }),
        await askWidget(table, { view: 'finding', report: REPORT, finding: text }),
        await askWidget(table, { view: 'resource', resource: text }),
      ]) {
        expect(STEERING.exec(answer)).toBeNull();
        expect(forbiddenIn(answer)).toEqual([]);
      }
    }
  });
});
