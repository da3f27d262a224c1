import { cut, shorten } from '../shorten.js';

// A message is foreign text of any length; what is longer than this says nothing more.
const READ_CHARACTERS = 2_000;
const KEPT_CHARACTERS = 300;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';

/** What differs between two messages of the same cause, in the order in which it is looked for. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\barn:[a-z0-9-]+:[^\s"'<>(),;]*/gi, '<arn>'],
  [/(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi, '<id>'],
  [
    /(?<!\d)\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?z| ?utc|[+-]\d\d:?\d\d)?)?(?![0-9a-z])/gi,
    '<time>',
  ],
  [
    new RegExp(`\\b${MONTH} \\d{1,2},? \\d{4}(?:,? \\d{1,2}:\\d\\d(?::\\d\\d)?(?: ?[ap]m)?)?(?![0-9a-z])`, 'gi'),
    '<time>',
  ],
  [/\b([a-z]{1,16})-(?=[0-9a-f]*\d)[0-9a-f]{8,32}(?![0-9a-z])/gi, '$1-<id>'],
  [/\b[a-z]{2}(?:-[a-z]{2,9}){1,3}-\d{1,2}[a-f]?(?![0-9a-z-])/gi, '<region>'],
  [/(?<![0-9a-z])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}(?![0-9a-z])/gi, '<id>'],
  [/(?<![0-9a-z])\d{12}(?![0-9a-z])/gi, '<account>'],
  [/(?<![0-9a-z])\d+(?:[.,:]\d+)*/gi, '<n>'],
];

/** A message as one line without anything that could steer a terminal: control and formatting characters are a space. */
export const plainLine = (text: string): string =>
  cut(text, READ_CHARACTERS)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim();

/**
 * What a message says, without whom it says it of: ARNs, ids, accounts, Regions, times and numbers are masked, so that a
 * thousand failures with one reason read the same. One line, at most 300 characters.
 */
export const maskMessage = (message: string): string => {
  const masked = MASKS.reduce((text, [pattern, mask]) => text.replace(pattern, mask), plainLine(message));
  return shorten(masked, KEPT_CHARACTERS);
};
