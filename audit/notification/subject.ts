import { changeWords, type Noteworthy } from './news-words.js';

// Less than 100 characters of ASCII, no line break. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
const LONGEST = 99;

/** What a mailbox shows of it. */
export const subjectOf = (news: Noteworthy): string => {
  const { report, status } = news.run;
  const subject = `${status}: ${report}, ${changeWords(news)}`.replace(/[^\x20-\x7e]/g, '?');
  return subject.length <= LONGEST ? subject : `${subject.slice(0, LONGEST - 3)}...`;
};
