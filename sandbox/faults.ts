import { ApiError, invalidParameter, throttled } from './api-error.js';
import type { OperationName } from './operation.js';
import type { Spoil } from './spoilt.js';

/** A request as it came in. */
export interface SandboxRequest {
  /** 1 for the first one that the endpoint saw. */
  readonly number: number;
  readonly operation: OperationName | undefined;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of the signature's scope; empty where there is none. */
  readonly region: string;
}

/** What can go wrong between a service and its client. */
export type Fault =
  /** ThrottlingException. */
  | { readonly kind: 'throttle' }
  /** Any other refusal. */
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string }
  /** The NextToken is refused, as if it had expired. */
  | { readonly kind: 'expired-token' }
  /** An answer that the API would never give, such as a proxy's page. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly contentType?: string }
  /** The right answer, this much later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Half of the right answer at once, and the rest this much later. */
  | { readonly kind: 'slow-body'; readonly ms: number }
  /** No answer at all, until the client gives up. */
  | { readonly kind: 'hang' }
  /** The connection is cut before the answer. */
  | { readonly kind: 'reset' }
  /** The answer's length is promised, half of it arrives, and the connection is cut. */
  | { readonly kind: 'half-body' }
  /** A whole answer whose JSON ends in the middle. */
  | { readonly kind: 'truncated-json' }
  /** The page before the one that was asked for, once more; its token leads on to the one that was asked for. */
  | { readonly kind: 'repeat-page' }
  /** The right page, with the token that it was asked with. */
  | { readonly kind: 'loop-token' }
  /** The right page, with a token that belongs to another request: it will be refused. */
  | { readonly kind: 'foreign-token' }
  /** The right page, but nothing is right with its items. */
  | { readonly kind: 'spoilt-items'; readonly spoil: Spoil }
  /** The right page, but with fewer items (none, even), and a token for the rest. */
  | { readonly kind: 'short-page'; readonly items: number };

/** Called for each request; may answer instead of the endpoint, or spoil its answer. */
export type FaultPlan = (request: SandboxRequest) => Fault | undefined;

/** The error that a fault stands for, if it is one. */
export const errorOf = (fault: Fault | undefined, throttleStatus: 400 | 429): ApiError | undefined => {
  switch (fault?.kind) {
    case 'throttle':
      return throttled(throttleStatus);
    case 'error':
      return new ApiError(fault.status, fault.code, fault.message);
    case 'expired-token':
      return invalidParameter('The NextToken has expired.');
    default:
      return undefined;
  }
};
