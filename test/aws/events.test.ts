import { DETAIL_TYPES, type AuditEvent, type StatusDetail } from '../../audit/events/schema.js';
import { sendEvents } from '../../aws/events.js';
import { type AnsweringService, startAnswering } from '../kit/answering.js';

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly EventBusName?: string;
}

const event = (id: string, more: object = {}): AuditEvent => ({
  type: DETAIL_TYPES.status,
  resources: [],
  detail: { id, asOf: '2026-06-15T12:00:00.000Z', ...more } as unknown as StatusDetail,
});
const events = (count: number): AuditEvent[] => Array.from({ length: count }, (_, n) => event(String(n)));

describe('events', () => {
  let service: AnsweringService;
  let entries: Entry[][];
  afterEach(() => service.close());

  /** Answers each call as it is told: which of its entries fail. */
  const send = async (
    sent: readonly AuditEvent[],
    fails: (entry: Entry, call: number) => boolean = () => false,
    bus?: string,
  ): Promise<void> => {
    entries = [];
    service = await startAnswering(({ text }) => {
      const { Entries } = JSON.parse(text) as { Entries: Entry[] };
      entries.push(Entries);
      const results = Entries.map((entry) =>
        fails(entry, entries.length)
          ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }
          : { EventId: 'e' },
      );
      return { FailedEntryCount: results.filter((each) => 'ErrorCode' in each).length, Entries: results };
    });
    const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
    await sendEvents(sent, {
      bus,
      client: { endpoint: service.url, region: 'eu-west-1', credentials },
      pause: () => Promise.resolve(),
    });
  };
  const idsIn = (of: readonly Entry[]) => of.map(({ Detail }) => (JSON.parse(Detail) as { id: string }).id);

  it('are sent ten at a time, in order, under their own source', async () => {
    await send(events(23), undefined, 'audits');
    expect(entries.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(idsIn(entries.flat())).toEqual(events(23).map(({ detail }) => detail.id));
    expect(entries[0]?.[0]).toMatchObject({
      Source: 'cdk-backup-copy-audit',
      DetailType: 'Copy Job Compliance Change',
      EventBusName: 'audits',
    });
    expect(service.asked[0]?.operation).toBe('PutEvents');
  });

  it('go to the default bus where none is given', async () => {
    await send(events(1));
    expect(entries[0]?.[0]).not.toHaveProperty('EventBusName');
  });

  it('are sent fewer at a time where they are large', async () => {
    await send(Array.from({ length: 4 }, (_, n) => event(String(n), { found: 'x'.repeat(90_000) })));
    expect(entries.map(({ length }) => length)).toEqual([2, 2]);
  });

  it('that a call left out are sent again, and only those', async () => {
    await send(events(4), ({ Detail }, call) => call < 3 && Detail.includes('"2"'));
    expect(entries.map(idsIn)).toEqual([['0', '1', '2', '3'], ['2'], ['2']]);
  });

  it('that are refused each time end with the reason', async () => {
    await expect(send(events(2), () => true)).rejects.toThrow(
      'EventBridge did not take 2 of 2 events, asked 6 times: ThrottlingException: slow down',
    );
  });

  it('hold no character that acts', async () => {
    await send([event('\u009b31m\u202e')]);
    expect(entries[0]?.[0]?.Detail).toContain('\\u009b31m\\u202e');
  });
});
