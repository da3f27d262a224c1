const KEPT_OPEN = { keepAlive: true, maxSockets: 64 };
const SILENCE = 30_000;

/**
 * How connections are made and given up. `requestTimeout` would not do: by itself the SDK's handler only logs that it is
 * over, and it is over for the headers of an answer alone. A connection that says nothing would hold a function until its end.
 */
export const connections = (silence = SILENCE) => ({
  httpsAgent: KEPT_OPEN,
  httpAgent: KEPT_OPEN,
  connectionTimeout: 5_000,
  socketTimeout: silence,
});
