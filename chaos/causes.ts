/** What the words of an error have to be about, by what went wrong. */
const WORDS: Readonly<Record<string, RegExp>> = {
  'function’s life short': /their time was up before/,
  'backup: throttled': /Throttl|Rate exceeded/,
  'backup: 500': /InternalServer|internal error/,
  'backup: 503': /ServiceUnavailable|unavailable/,
  'backup: denied': /AccessDenied|not authorized/,
  'backup: no answer': /timed? ?out/i,
  'backup: reset': /ECONNRESET|hang up|aborted/,
  'backup: half a body': /aborted|closed within|JSON/,
  'backup: truncated JSON': /JSON/,
  'backup: a proxy’s page': /JSON/,
  'backup: no list': /no list/,
  'backup: token expired': /NextToken/,
  'backup: foreign token': /NextToken/,
  'backup: pages go round': /go round/,
  'table: throttled': /provisioned throughput|did not take/i,
  'table: 500': /InternalServerError/,
  'table: denied': /AccessDenied|not authorized/,
  'table: reset': /ECONNRESET|hang up/,
  'table: answer lost': /ECONNRESET|hang up/,
  'table: no answer': /timed? ?out/i,
  'table: done, no answer': /timed? ?out/i,
  'table: half a batch': /did not take/,
  'table: batch not taken': /did not take/,
  'process killed': /ExitError|signal: killed/,
  'call repeated': /Lambda\.ServiceException/,
  'time was up': /Timedout|time was up/,
};

// True in any weather: none of them has copy jobs.
const INVISIBLE = /^no copy job of any other account is visible/;
// Whatever went wrong with the table or the process, of the unit nothing more is known than that it has no result.
const WITHOUT_RESULT = /the function ended before the unit was read to its end; its log says why/;

/** Whether a sentence is about something that did go wrong. */
export const namesCause = (sentence: string, faults: ReadonlySet<string>): boolean =>
  INVISIBLE.test(sentence) ||
  [...faults].some(
    (fault) =>
      WORDS[fault]?.test(sentence) === true ||
      (!fault.startsWith('backup:') && WORDS[fault] !== undefined && WITHOUT_RESULT.test(sentence)),
  );
