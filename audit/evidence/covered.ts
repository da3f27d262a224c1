import { canonicalForm, formDigest } from './canonical-form.js';

type Item = Readonly<Record<string, unknown>>;

/**
 * What the digest of a run does not cover: where it is found, which is not the same for LATEST and the history; when DynamoDB
 * removes it, which `until` of its evidence says; and the digest itself with its signature.
 */
const OF_NO_RUN = new Set(['pk', 'sk', 'lookupPk', 'lookupSk', 'expires', 'header', 'digest', 'signature', 'unsigned']);

/** The text that the digest of a run is of: every attribute of its item but those, with its header unpacked. */
export const runText = (item: Item, header: unknown): string =>
  canonicalForm({ ...Object.fromEntries(Object.entries(item).filter(([name]) => !OF_NO_RUN.has(name))), header });

/** The digest of a finding or a row: of every attribute of its item but its key, which its list has. */
export const itemDigest = ({ pk: _pk, sk: _sk, ...item }: Item): string => formDigest(item);
