import { plainJson } from '../steering.js';
import { chatMessageOf } from './chat.js';
import { emailOf } from './email.js';
import type { Noteworthy } from './news-words.js';
import { subjectOf } from './subject.js';

/** What SNS is given: a text for each protocol that shows it to people, and JSON for programs and chats. */
export interface Message {
  readonly Subject: string;
  /** With the `MessageStructure` `json`. https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html */
  readonly Message: string;
}

export const messageOf = (news: Noteworthy): Message => {
  const subject = subjectOf(news);
  const chat = plainJson(chatMessageOf(news)) ?? '';
  return { Subject: subject, Message: JSON.stringify({ default: chat, email: emailOf(news), sms: subject }) };
};
