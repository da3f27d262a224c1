import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number of at least so much. */
export const wholeNumber =
  (atLeast: number) =>
  (value: string): number => {
    const parsed = Number(value);
    if (!Number.isSafeInteger(parsed) || parsed < atLeast)
      throw new InvalidArgumentError(`Expected a whole number of at least ${atLeast}.`);
    return parsed;
  };
