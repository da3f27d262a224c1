import { REPOSITORY } from '../version.js';

/** Pages of the documentation, where people without the sources find them. */
export const pageOfControl = (control: string): string => `${REPOSITORY}/blob/main/docs/controls.md#${control}`;
export const pageOfCause = (cause: string): string => `${REPOSITORY}/blob/main/docs/causes.md#${cause}`;
