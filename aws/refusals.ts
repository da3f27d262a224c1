import { Throttled, TokenRefused, messageOf } from '../audit/errors.js';

interface SdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

// ListCopyJobs models only ServiceUnavailableException; throttling comes under the names that AWS services use in common.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html#API_ListCopyJobs_Errors
const SLOW_DOWN = new Set([
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'BandwidthLimitExceeded',
  'ServiceUnavailableException',
  'ServiceUnavailable',
  'InternalServerException',
  'InternalFailure',
]);
const BROKEN_CONNECTION = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_SOCKET',
]);

/** What an error of the SDK means to whoever pages: slow down and ask again, start again without the token, or give up. */
export const refusalOf = (error: unknown, hadToken: boolean): Error => {
  const { name, code, $metadata } = (typeof error === 'object' && error !== null ? error : {}) as SdkError;
  const status = $metadata?.httpStatusCode ?? 0;
  const sentence = sentenceOf(error);
  const isSlowDown = typeof name === 'string' && SLOW_DOWN.has(name);
  // What the SDK wraps loses its code, not its words.
  const isBroken = [...BROKEN_CONNECTION].some((each) => code === each || sentence.includes(each));
  // Half a body is no JSON, and a connection that was reset says so in many words: both may go well the next time.
  const isHalf =
    error instanceof SyntaxError || name === 'TimeoutError' || name === 'AbortError' || sentence.includes('aborted');
  if (isSlowDown || isBroken || isHalf || status === 429 || status >= 500)
    return new Throttled(sentence, { cause: error });
  if (hadToken && name === 'InvalidParameterValueException') return new TokenRefused(sentence, { cause: error });
  return new Error(sentence, { cause: error });
};

/** `AccessDeniedException: User … is not authorized …`: the name tells what to look for. */
const sentenceOf = (error: unknown): string => {
  const message = messageOf(error);
  const name = error instanceof Error ? error.name : '';
  return name === '' || name === 'Error' || message.startsWith(name) ? message : `${name}: ${message}`;
};
