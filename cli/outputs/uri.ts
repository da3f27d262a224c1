import path, { type PlatformPath } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A path as a URI reference: relative to where the command runs, where it lies below; on Windows with slashes too. */
export const uriOf = (file: string, { relative, resolve, sep, isAbsolute }: PlatformPath = path): string => {
  const below = relative(resolve('.'), resolve(file));
  if (below.startsWith('..') || isAbsolute(below)) return pathToFileURL(resolve(file), { windows: sep === '\\' }).href;
  return below.split(sep).map(encodeURIComponent).join('/');
};
