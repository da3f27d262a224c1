import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../audit/environment.js';
import { EVENT_SOURCE } from '../../audit/events/schema.js';
import { given } from '../given.js';
import type { Deliveries } from './deliveries.js';
import { type Parts, auditorFunction } from './auditor-function.js';
import type { HandlerFunction } from './handler-function.js';
import { allow, onTable } from './statement.js';

export interface OpenEventsProps {
  readonly parts: Parts;
  readonly deliveries: Deliveries;
  /** The account's default one where not given. */
  readonly eventBus?: IEventBus;
}

/** Has runs told to EventBridge once somebody asks for it, and not before. */
export class OpenEvents {
  #isOpen = false;

  constructor(
    readonly scope: Construct,
    readonly props: OpenEventsProps,
  ) {}

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.props.deliveries.add({ id: 'Events', function: deliverEventsFunction(this.scope, this.props) });
  }
}

const deliverEventsFunction = (scope: Construct, { parts, eventBus }: OpenEventsProps): HandlerFunction =>
  auditorFunction(scope, 'DeliverEvents', parts, {
    handler: 'deliver-events',
    description: 'Copy audit: tells EventBridge what a published run changed',
    // A thousand events are a hundred calls.
    timeout: Duration.minutes(5),
    // All findings of a run are in memory at once.
    memorySize: 1024,
    environment: given({ [ENVIRONMENT.eventBus]: eventBus?.eventBusArn }),
    statements: [
      // The run, its findings and rows; what was told last, which is replaced, in pieces where it is long.
      ...onTable(parts.table, 'GetItem', 'Query', 'PutItem', 'BatchWriteItem'),
      // Events of its own source only, so that nobody takes them for another's.
      allow(['events:PutEvents'], [eventBus?.eventBusArn ?? defaultBusOf(scope)], {
        StringEquals: { 'events:source': EVENT_SOURCE },
      }),
    ],
  });

const defaultBusOf = (scope: Construct): string =>
  Stack.of(scope).formatArn({
    service: 'events',
    resource: 'event-bus',
    resourceName: 'default',
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
