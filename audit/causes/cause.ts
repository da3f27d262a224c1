/**
 * Where the remedy has to be applied. An `organization` cause stands behind the failures of all its accounts at once, so a
 * report says it once.
 */
export const CAUSE_SCOPES = ['job', 'resource', 'account', 'organization'] as const;
export type CauseScope = (typeof CAUSE_SCOPES)[number];

/** Why a copy job failed, in a sense that somebody can act on: many findings, few causes. */
export interface Cause {
  /** Stable, in kebab-case; `message:…` and `category:…` for what the table does not know. */
  readonly id: string;
  /** What is wrong, as a short phrase. */
  readonly title: string;
  /** What to do about it, in a sentence or two. */
  readonly remedy: string;
  /** AWS's own page about it. */
  readonly page?: string;
  readonly scope: CauseScope;
}

/** A cause that the table knows, and how it shows itself. */
export interface KnownCause extends Cause {
  /** Parts of status messages in lower case; `*` stands for any run of characters. One is enough. */
  readonly says?: readonly string[];
  /** AWS's message categories that mean it, where the message says nothing more precise. */
  readonly categories?: readonly string[];
}

/** A page of AWS Backup's developer guide. */
export const guide = (page: string): string => `https://docs.aws.amazon.com/aws-backup/latest/devguide/${page}`;

/** An article of AWS's knowledge centre. */
export const article = (name: string): string => `https://repost.aws/knowledge-center/${name}`;
