import { Token } from 'aws-cdk-lib';

type Path = readonly PropertyKey[];

const at = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;

/** Whether the value at a path, or the list it is an entry of, is known only at deployment. */
export const isToken = (root: unknown, path: Path): boolean => {
  let value = root;
  return path.some((key) => Token.isUnresolved((value = at(value, key))));
};

/** Whether a property of the object at a path, or an entry of one that is a list, is known only at deployment. */
export const holdsToken = (root: unknown, path: Path): boolean => {
  const value = path.reduce(at, root);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const isUnknown = (each: unknown): boolean => Token.isUnresolved(each);
  return Object.values(value).some((each) => isUnknown(each) || (Array.isArray(each) && each.some(isUnknown)));
};

/** A copy with another value at a path. */
export const replaced = <T>(root: T, path: Path, value: unknown): T => {
  const [key, ...rest] = path;
  if (key === undefined) return value as T;
  const copy: unknown = Array.isArray(root) ? [...(root as unknown[])] : { ...root };
  (copy as Record<PropertyKey, unknown>)[key] = replaced(at(root, key), rest, value);
  return copy as T;
};
