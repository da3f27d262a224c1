import { randomUUID } from 'node:crypto';
import type { ApiError } from './api-error.js';

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly Buffer[];
  /** How many items a page has. */
  readonly items?: number;
}

export const jsonAnswer = (
  status: number,
  body: readonly Buffer[],
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  body,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
});

export const errorAnswer = (error: ApiError): Answer =>
  jsonAnswer(error.status, [Buffer.from(error.body())], { 'x-amzn-errortype': error.code });

export const sizeOf = (body: readonly Buffer[]): number => body.reduce((sum, piece) => sum + piece.length, 0);

/** The first half of a body. */
export const halfOf = (body: readonly Buffer[]): Buffer => {
  const whole = Buffer.concat(body);
  return whole.subarray(0, Math.floor(whole.length / 2));
};
