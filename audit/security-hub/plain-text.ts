import { shorten } from '../shorten.js';
import { steeringWrittenOut, wellFormed } from '../steering.js';

/** Foreign text as a field of a finding that has so much room; never nothing, which Security Hub refuses. */
export const plainText = (text: string, most: number): string => {
  const plain = shorten(steeringWrittenOut(wellFormed(text)), most);
  return /\S/.test(plain) ? plain : '-';
};
