import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { CitizenMessage } from './citizenMessage.entity.js';

/** P03.A01 makes the office answerable for what the portal holds and names no term for its message box. */
export const answerTerm = defineInterpretation({
  id: 'publishing.answerTerm',
  clause: 'P03.A01',
  question: { en: 'How soon after a message was left is it answered?', zh: '留言须在多长时间内答复？' },
  choices: {
    FIVE: { en: 'Within 5 working days', zh: '5 个工作日内' },
    SEVEN: { en: 'Within 7 working days', zh: '7 个工作日内' },
    FIFTEEN: { en: 'Within 15 working days', zh: '15 个工作日内' },
  },
  default: 'SEVEN',
});

export const messagesADay = defineInterpretation({
  id: 'publishing.messagesADay',
  clause: 'P03.A01',
  question: { en: 'How many messages does one address leave on a day?', zh: '同一地址每天最多可留言多少条？' },
  choices: {
    THREE: { en: '3 messages', zh: '3 条' },
    TEN: { en: '10 messages', zh: '10 条' },
    FIFTY: { en: '50 messages', zh: '50 条' },
  },
  default: 'TEN',
});

export const mostADay: Readonly<Record<string, number>> = { THREE: 3, TEN: 10, FIFTY: 50 };

export const answerDuty = defineDuty({
  name: 'answerMessage',
  title: { en: 'Answer the message of the public', zh: '答复公众留言' },
  clause: 'P03.A01',
  subject: CitizenMessage,
  within: {
    interpretation: answerTerm,
    terms: { FIVE: { workingDays: 5 }, SEVEN: { workingDays: 7 }, FIFTEEN: { workingDays: 15 } },
  },
  by: 'INFORMATION_OFFICER',
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'PORTAL_OFFICE',
});
