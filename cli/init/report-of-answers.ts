import type { DerivedReport } from '../../audit/backup-plan/derived-report.js';
import { ASKED, type Answers, type Asked } from './answers.js';

type Control = DerivedReport['controls'][number]['value'];

/** A report over every copy job of the account and Region, by what somebody answered. */
export const reportOfAnswers = (answers: Answers): DerivedReport => ({
  notes: [],
  definition: { name: answers.report, schedule: answers.schedule },
  filterSets: [
    {
      value: { name: 'everything', createdWithin: '30d' },
      notes: [
        'Every copy job of the last 30 days, of the account and Region in which it runs. docs/filter-sets.md has all that can be chosen.',
      ],
    },
  ],
  controls: answers.asked.map((name) => ({ value: controlOf(name, answers), notes: [sentence(ASKED[name])] })),
});

const controlOf = (control: Asked, { freshWithin, retainedFor }: Answers): Control => {
  const options =
    control === 'freshWithin' ? { within: freshWithin } : control === 'retainedFor' ? { atLeast: retainedFor } : {};
  return { control, ...options };
};

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
