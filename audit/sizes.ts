/** A good copy with a CompletionDate; `size` in bytes, where it is reported. */
export interface SizedCopy {
  readonly completed: number;
  readonly created?: number | undefined;
  readonly id?: string | undefined;
  readonly size?: number | undefined;
}

// Equal dates are told apart by creation and id, so that the order of pages never changes a result.
const newestFirst = (a: SizedCopy, b: SizedCopy): number =>
  b.completed - a.completed ||
  (b.created ?? -Infinity) - (a.created ?? -Infinity) ||
  ((b.id ?? '') > (a.id ?? '') ? 1 : (b.id ?? '') < (a.id ?? '') ? -1 : 0) ||
  (b.size ?? -1) - (a.size ?? -1);

/** The newest copy, sized or not, and the `keep` newest sized ones; newest first. */
export const mergeSizes = (a: readonly SizedCopy[], b: readonly SizedCopy[], keep: number): readonly SizedCopy[] => {
  const sorted = [...a, ...b].sort(newestFirst);
  let sized = 0;
  return sorted.filter((copy, index) => {
    if (copy.size !== undefined) return ++sized <= keep;
    return index === 0;
  });
};

/** The same for one more copy; answers at once for one that is too old to matter. */
export const addSize = (sizes: readonly SizedCopy[], copy: SizedCopy, keep: number): readonly SizedCopy[] => {
  const oldest = sizes.at(-1);
  const isFull = sizes.length > keep || (sizes.length === keep && sizes[0]?.size !== undefined);
  if (isFull && oldest !== undefined && newestFirst(oldest, copy) < 0) return sizes;
  return mergeSizes(sizes, [copy], keep);
};
