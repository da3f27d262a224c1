import { Arena } from '../../sandbox/arena.js';

const arena = new Arena();
for (const text of ['{"a":1}', '{"b":"é"}', '{"c":3}', '{"d":4}']) arena.append(text);

describe('texts kept as bytes', () => {
  it.each([
    [[0, 1, 2, 3], 1],
    [[0, 2, 3], 2],
    [[3, 2, 1, 0], 4],
    [[1], 1],
    [[], 0],
  ])('are a list when they are put together: %j, in %d pieces', (indices, pieces) => {
    const found = arena.pieces(indices);
    const all = [{ a: 1 }, { b: 'é' }, { c: 3 }, { d: 4 }];
    expect(JSON.parse(`[${Buffer.concat(found).toString()}]`)).toEqual(indices.map((index) => all[index]));
    expect(found).toHaveLength(pieces);
  });

  it('may be longer than the room that is left', () => {
    const large = new Arena();
    const texts = ['1', '2', '3'].map((digit) => JSON.stringify(digit.repeat(6 * 1024 * 1024)));
    for (const text of texts) large.append(text);
    expect(Buffer.concat(large.pieces([0, 1, 2])).toString()).toBe(texts.join(','));
  });
});
