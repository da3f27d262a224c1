import { plainLine } from '../../audit/causes/mask.js';
import { messageOf } from '../../audit/errors.js';
import { shortenToBytes } from '../../audit/shorten.js';

// CloudFormation takes 4 KB for its whole answer, and shows nothing of a reason where that is exceeded.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
const LONGEST = 2_600;

/**
 * An error as CloudFormation shows it: one sentence. The framework appends what it finds in `stack`, which tells nothing to
 * whoever deploys, and cuts nothing.
 */
export const asSentence = (error: unknown): Error => {
  const sentence = plainLine(messageOf(error));
  // Quotes take two bytes in the answer.
  const escapes = JSON.stringify(sentence).length - sentence.length;
  const said = new Error(shortenToBytes(sentence, Math.max(LONGEST - escapes, LONGEST / 2)));
  said.name = error instanceof Error ? error.name : 'Error';
  said.stack = `${said.name}: ${said.message}`;
  return said;
};
