import { asItWas } from '../../../cli/demo/as-it-was.js';

const at = Date.UTC(2026, 10, 20);
const seconds = (hours: number) => at / 1000 + hours * 3600;

describe('copy jobs as AWS Backup would have listed them earlier', () => {
  const job = (CreationDate: number, CompletionDate?: number) => ({
    CopyJobId: 'a',
    State: 'FAILED',
    StatusMessage: 'no',
    CreationDate,
    ...(CompletionDate === undefined ? {} : { CompletionDate }),
  });

  it('are as they are where they had ended', () => {
    expect([...asItWas([job(seconds(-2), seconds(-1))], at)]).toEqual([job(seconds(-2), seconds(-1))]);
  });

  it('were running, and had nothing to tell, where they ended later', () => {
    expect([...asItWas([job(seconds(-2), seconds(1))], at)]).toEqual([
      { CopyJobId: 'a', State: 'RUNNING', CreationDate: seconds(-2) },
    ]);
  });

  it('were not there before they were created', () => {
    expect([...asItWas([job(seconds(1))], at)]).toEqual([]);
  });
});
