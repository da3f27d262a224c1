import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import timersPromises from 'node:timers/promises';
import zlib, { type InputType } from 'node:zlib';
import type { Clock } from './clock.js';

type Callback = (error: Error | null, result?: Buffer) => void;
type OnTimeout = () => void;

/**
 * Puts a clock in the place of all that tells or takes time, before any code of a function is loaded. Compression leaves its
 * threads for the same reason: when a thread is done depends on the machine.
 */
export const surround = (clock: Clock): void => {
  const RealDate = Date;
  RealDate.now = () => Math.floor(clock.now);
  const construct: ProxyHandler<DateConstructor>['construct'] = (target, args, newTarget) =>
    Reflect.construct(
      target,
      args.length === 0 ? [RealDate.now()] : args,
      newTarget === VirtualDate ? target : newTarget,
    );
  const VirtualDate = new Proxy(RealDate, { construct });
  Object.defineProperty(performance, 'now', { value: () => clock.now });
  Object.assign(globalThis, {
    Date: VirtualDate,
    setTimeout: (call: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
      clock.setTimeout(() => call(...args), ms),
    clearTimeout: (handle: unknown) => clock.clearTimeout(handle),
  });
  const inTime = (compress: (input: InputType) => Buffer) => (input: InputType, options: unknown, given?: Callback) => {
    const callback = given ?? (options as Callback);
    try {
      callback(null, compress(input));
    } catch (error) {
      callback(error as Error);
    }
  };
  Object.assign(zlib, { gzip: inTime(zlib.gzipSync), gunzip: inTime(zlib.gunzipSync) });
  Object.assign(timersPromises, {
    setTimeout: (ms?: number, value?: unknown) =>
      new Promise((resolve) => {
        clock.setTimeout(() => resolve(value), ms);
      }),
  });
  Object.assign(Socket.prototype, { setTimeout: silenceOn(clock) });
  syncBuiltinESMExports();
};

/** `socket.setTimeout` on a clock: told when nothing came for so long. */
const silenceOn = (clock: Clock) =>
  function (this: Socket, ms: number, onTimeout?: OnTimeout): Socket {
    if (ms === 0) {
      if (onTimeout !== undefined) this.removeListener('timeout', onTimeout);
      return this;
    }
    if (onTimeout !== undefined) this.once('timeout', onTimeout);
    const wait = (seen: number): void => {
      clock.setTimeout(() => {
        if (this.destroyed) return;
        if (this.bytesRead === seen) this.emit('timeout');
        else wait(this.bytesRead);
      }, ms);
    };
    wait(this.bytesRead);
    return this;
  };
