import { plainLine } from '../../audit/causes/mask.js';
import { messageOf } from '../../audit/errors.js';
import { shortenToBytes } from '../../audit/shorten.js';

// CloudFormation takes 4 KB for its whole answer, and shows nothing of a reason where that is exceeded.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
const LONGEST = 1_800;

/**
 * An error as CloudFormation shows it: one sentence. The framework appends what it finds in `stack`, which tells nothing to
 * whoever deploys, and cuts nothing.
 */
export const asSentence = (error: unknown): Error => {
  const said = new Error(shortenToBytes(plainLine(messageOf(error)), LONGEST));
  said.name = error instanceof Error ? error.name : 'Error';
  said.stack = `${said.name}: ${said.message}`;
  return said;
};
