import { parseDuration } from '../../audit/duration.js';
import type { Choice, Questions } from '../questions.js';

/** What a report asks that somebody has described in a few words. */
export const ASKED = {
  completed: 'no copy that was started failed',
  freshWithin: 'every resource has a fresh copy',
  crossRegion: 'copies go to another Region',
  crossAccount: 'copies go to another account',
  vaultLocked: 'copies lie in locked vaults',
  retainedFor: 'copies are kept for long enough',
} as const;
export type Asked = keyof typeof ASKED;

export interface Answers {
  readonly report: string;
  readonly schedule: string;
  readonly asked: readonly Asked[];
  readonly freshWithin: string;
  readonly retainedFor: string;
}

export const USUAL: Answers = {
  report: 'OffsiteCopies',
  schedule: 'rate(1 day)',
  asked: ['completed', 'freshWithin'],
  freshWithin: '26h',
  retainedFor: '35d',
};

const SCHEDULES: readonly Choice<string>[] = [
  { value: 'rate(1 day)', label: 'once a day' },
  { value: 'rate(6 hours)', label: 'every six hours' },
  { value: 'rate(1 hour)', label: 'every hour' },
  { value: 'NONE', label: 'only when it is asked' },
];

/** Asks what was not given already. */
export const askForAnswers = async (questions: Questions, given: Partial<Answers>): Promise<Answers> => {
  const report = given.report ?? (await questions.words('Name of the report', USUAL.report, checkName));
  const choices = Object.entries(ASKED).map(([value, label]) => ({ value: value as Asked, label, hint: value }));
  const asked = given.asked ?? (await questions.several('What must be true of copies?', choices, USUAL.asked));
  const length = (of: 'freshWithin' | 'retainedFor', message: string): Promise<string> | string =>
    given[of] ?? (asked.includes(of) ? questions.words(message, USUAL[of], checkDuration) : USUAL[of]);
  const freshWithin = await length(
    'freshWithin',
    'How old may the newest copy of a resource be? A little more than its plan’s interval',
  );
  const retainedFor = await length('retainedFor', 'How long must copies be kept at the least?');
  const schedule = given.schedule ?? (await questions.one('How often is it to be asked?', SCHEDULES, USUAL.schedule));
  return { report, asked, freshWithin, retainedFor, schedule };
};

const NAME = /^[A-Za-z0-9][\w-]{0,63}$/;

export const checkName = (name: string): string | undefined =>
  NAME.test(name) ? undefined : 'Expected 1 to 64 letters, digits, dashes or underscores, a letter or digit first.';

export const checkDuration = (text: string): string | undefined => {
  const ms = parseDuration(text);
  return ms === undefined || ms <= 0 ? 'Expected a duration such as 26h or 35d.' : undefined;
};
