import { setTimeout as sleep } from 'node:timers/promises';
import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type AuditEvent, EVENT_SOURCE } from '../audit/events/schema.js';
import { plainJson } from '../audit/steering.js';
import { connections } from './connections.js';

/** Events that the bus did not take, though it was asked again and again. */
export class EventsRefused extends Error {
  override readonly name = 'EventsRefused';
}

export interface EventSenderOptions {
  /** Name or ARN of the bus; the account's default one where not given. */
  readonly bus?: string | undefined;
  readonly client?: EventBridgeClientConfig;
  /** How long to wait before the nth try. */
  readonly pause?: (attempt: number) => Promise<unknown>;
}

// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
const MOST_IN_A_CALL = 10;
// The guide says 1 MB, the API's own description 256 KB.
const MOST_BYTES = 200_000;
const MOST_ATTEMPTS = 6;

/**
 * Sends events in their order, ten at a time. A call that goes through may leave out some of its events, with HTTP 200: those
 * are sent again, later and later. A bus that does not exist takes everything and says nothing.
 */
export const sendEvents = async (events: readonly AuditEvent[], options: EventSenderOptions = {}): Promise<void> => {
  const client = new EventBridgeClient({ maxAttempts: 8, requestHandler: connections(), ...options.client });
  for (const batch of batchesOf(events.map((event) => entryOf(event, options.bus)))) await send(client, batch, options);
};

const send = async (
  client: EventBridgeClient,
  batch: readonly PutEventsRequestEntry[],
  { pause = backoff }: EventSenderOptions,
): Promise<void> => {
  let left = batch;
  for (let attempt = 1; ; attempt += 1) {
    const { FailedEntryCount = 0, Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...left] }));
    if (FailedEntryCount === 0) return;
    const failed = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
    if (attempt >= MOST_ATTEMPTS)
      throw new EventsRefused(
        `EventBridge did not take ${FailedEntryCount} of ${left.length} events, asked ${attempt} times: ${failed?.ErrorCode ?? 'no reason'}: ${failed?.ErrorMessage ?? ''}`,
      );
    left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
    await pause(attempt);
  }
};

const backoff = (attempt: number): Promise<void> => sleep(100 * 2 ** attempt * (0.5 + Math.random() / 2));

const entryOf = ({ type, detail, resources }: AuditEvent, bus: string | undefined): PutEventsRequestEntry => ({
  Source: EVENT_SOURCE,
  DetailType: type,
  Detail: plainJson(detail),
  Resources: [...resources],
  Time: new Date(detail.asOf),
  ...(bus === undefined ? {} : { EventBusName: bus }),
});

const batchesOf = (entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] => {
  const batches: PutEventsRequestEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry));
    const last = batches.at(-1);
    if (last === undefined || last.length >= MOST_IN_A_CALL || size > room) {
      batches.push([entry]);
      room = MOST_BYTES - size;
    } else {
      last.push(entry);
      room -= size;
    }
  }
  return batches;
};
