import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { type Body, piecesOf, textOf } from './body-text.js';

type Deserialize = AwsRestJsonProtocol['deserializeResponse'];

/** Told of each answer that went the SDK's own way after all, with the reason. */
export type OnSlowAnswer = (reason: string) => void;

/**
 * The SDK's REST-JSON protocol, but an answer that is a page is handed over as `JSON.parse` gives it: times stay the numbers
 * of seconds that they are on the wire, and fields that this SDK's model does not know yet stay too. More than half of the
 * SDK's CPU time went into building the same objects once more by its schema.
 *
 * Everything else (requests, signing, errors, any other answer) goes the SDK's own way, which stands ready for pages too: one
 * that is not a JSON object with the list is given to it unread, and said so.
 */
export const rawPages = (listName: string, onSlowAnswer: OnSlowAnswer) =>
  class RawPagesProtocol extends AwsRestJsonProtocol {
    override async deserializeResponse<Output extends object>(
      ...[operation, context, response]: Parameters<Deserialize>
    ): Promise<Output & { $metadata: ReturnType<AwsRestJsonProtocol['deserializeMetadata']> }> {
      if (response.statusCode >= 300) return super.deserializeResponse(operation, context, response);
      const pieces = await piecesOf(response.body as Body);
      const page = parsed(textOf(pieces), listName);
      if (typeof page === 'string') {
        onSlowAnswer(page);
        response.body = Buffer.concat(pieces);
        return super.deserializeResponse(operation, context, response);
      }
      return Object.assign(page, { $metadata: this.deserializeMetadata(response) }) as never;
    }
  };

/** The page, or why it is none. */
const parsed = (body: string, listName: string): object | string => {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return 'the body is not JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'the body is not an object';
  const list: unknown = (value as Record<string, unknown>)[listName];
  if (!Array.isArray(list)) return `the body has no list ${listName}`;
  return list.every((item) => typeof item === 'object' && item !== null)
    ? value
    : `an item of ${listName} is not an object`;
};
