import { anyOf, warnOfNames } from '../choices.js';
import { control } from '../control.js';
import { matchesAny } from '../pattern.js';
import { patterns } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const encryptedWith = control({
  name: 'encryptedWith',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy is encrypted with an approved key',
  description: `Whoever holds the key decides who reads the copy, and whoever deletes the key deletes the copy with it: so it should lie
where the copy is safe. Judges copies (COMPLETED and PARTIAL) by the ARN of the key that encrypts them in the destination vault. Without \`keys\` it asks
only that such a key is reported.

The ARN names a key by its id, never by an alias, and does not tell whether a customer or AWS manages it: list the keys,
or the account that holds them, as in \`arn:aws:kms:*:222222222222:key/*\`. Which key it is depends on the type of resource:
that of the vault for types that AWS Backup manages fully, one of the resource's own service for others. See
[Encryption for backups and copies](https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html).`,
  remedy:
    'Give the destination vault a key that is approved (a vault keeps its key for life: make a new one and copy to it). For types that AWS Backup does not manage fully, change the key of the resource.',
  options: {
    keys: patterns('key ARNs')
      .optional()
      .describe(
        'The only keys that may encrypt copies: ARNs, or patterns of them, of which one has to match. Default: any key that is reported.',
      ),
  },
  warn: ({ keys }) => warnOfNames(keys),
  judge: ({ keys }) => {
    const matches = keys === undefined ? () => true : matchesAny(keys);
    const expected = keys === undefined ? 'a copy whose key is reported' : `a copy encrypted with ${anyOf(keys)}`;
    return (job) => {
      if (!job.isCopy) return undefined;
      const key = job.DestinationEncryptionKeyArn;
      if (key === undefined) return undetermined(expected, 'the key is not reported');
      return matches(key) ? met : notMet(expected, `encrypted with ${key}`);
    };
  },
});
