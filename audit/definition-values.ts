/** The one property of what stands for a value; no definition has one of this name. */
export const VALUE = '$';

/** A definition with values in the place of what stood for them; null for one that is not there, which no schema takes. */
export const withValues = (definition: unknown, values: readonly unknown[]): unknown => {
  if (Array.isArray(definition)) return definition.map((each) => withValues(each, values));
  if (typeof definition !== 'object' || definition === null) return definition;
  if (VALUE in definition) return values[Number(definition[VALUE])] ?? null;
  return Object.fromEntries(Object.entries(definition).map(([key, each]) => [key, withValues(each, values)]));
};
