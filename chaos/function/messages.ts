/** What a function's process is asked to do. */
export interface Invocation {
  readonly event: unknown;
  readonly environment: Readonly<Record<string, string>>;
  /** Draws of this call depend on it. */
  readonly seed: string;
  /** The function's clock at the beginning. */
  readonly now: number;
  /** Milliseconds until the service ends it. */
  readonly livesFor: number;
  /** Milliseconds that each of its requests takes. */
  readonly latency: number;
}

export type ToFunction = { readonly kind: 'INVOKE'; readonly invocation: Invocation } | { readonly kind: 'HUNG' };

export type FromFunction =
  | { readonly kind: 'READY' }
  | { readonly kind: 'ANSWER'; readonly answer: unknown; readonly now: number }
  | { readonly kind: 'ERROR'; readonly message: string; readonly now: number }
  /** Its time was up before it answered. */
  | { readonly kind: 'TIME_UP'; readonly now: number };
