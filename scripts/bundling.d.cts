import type { Plugin } from 'esbuild';

export const aliases: Readonly<Record<string, string>>;
export const wholeNames: Plugin;
