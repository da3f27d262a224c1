import { Option } from 'commander';

/** What a command prints. */
export const outputOption = <F extends string>(...formats: readonly [F, ...F[]]): Option =>
  new Option('-o, --output <format>', 'what is printed').choices([...formats]).default(formats[0]);
