/**
 * `fetch`, on a connection of its own: the emulator closes one that nobody used for some seconds, and a request that is just then
 * sent on it is lost.
 */
export const fetchAnew = (url: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(url, { ...init, headers: { ...headers, connection: 'close' } });
