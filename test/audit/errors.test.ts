import { DefinitionError, PublishConflict, Throttled, messageOf } from '../../audit/errors.js';

describe('an error', () => {
  it('has the name of its class, a code and a cause', () => {
    const cause = new Error('socket closed');
    const error = new Throttled('Rate exceeded', { cause });
    expect(error).toMatchObject({ name: 'Throttled', code: 'Throttled', message: 'Rate exceeded', cause });
    expect(new PublishConflict('newer').code).toBe('NewerRunPublished');
  });

  it('of a definition says which, and shows a problem of the whole without a path', () => {
    const error = new DefinitionError([{ path: '', message: 'expected a report, got 1' }], 'The report "a"');
    expect(error.message).toBe('The report "a" is not valid: expected a report, got 1');
  });
});

describe('the sentence of whatever was thrown', () => {
  it.each<[unknown, string]>([
    [new Error('no route'), 'no route'],
    ['text', 'text'],
    [undefined, 'undefined'],
    // What Node throws where every address of a host refused.
    [Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    [new TypeError(), 'TypeError'],
    ['', 'an error without a message'],
  ])('%p is %p', (thrown, sentence) => {
    expect(messageOf(thrown)).toBe(sentence);
  });
});
