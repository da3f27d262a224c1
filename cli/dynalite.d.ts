declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An embedded DynamoDB, in memory where no path is given. */
  export default function dynalite(options?: { createTableMs?: number; path?: string }): Server;
}
