import { defineDuty } from '../../../src/duties/duty.js';
import { defineInterpretation } from '../../../src/interpretations/interpretation.js';
import { PortalItemForm } from './item.enums.js';
import { PortalItem } from './portalItem.entity.js';

/** P03.A04 says 及时. */
export const emergencyTerm = defineInterpretation({
  id: 'publishing.emergencyTerm',
  clause: 'P03.A04',
  question: {
    en: 'How soon after an emergency is its item submitted, where the text says in time?',
    zh: '突发事件信息“及时报送”是指多长时间内？',
  },
  choices: {
    ONE_HOUR: { en: 'Within one hour', zh: '1 小时内' },
    TWO_HOURS: { en: 'Within two hours', zh: '2 小时内' },
    SAME_DAY: { en: 'On the same day', zh: '当日' },
  },
  default: 'TWO_HOURS',
});

export const nextDay = defineInterpretation({
  id: 'publishing.nextDay',
  clause: 'P03.A04',
  question: {
    en: 'News and meetings are submitted on the next day: what if that is not a working day?',
    zh: '会议情况、新闻类信息“次日报送”，次日不是工作日的如何计算？',
  },
  choices: {
    WORKING: { en: 'On the next working day', zh: '顺延至下一个工作日' },
    CALENDAR: { en: 'On the next day all the same', zh: '仍为次日' },
  },
  default: 'WORKING',
});

/** P03.A07 says that text goes out as doc; whether it also is one where it stands in the item. */
export const textFile = defineInterpretation({
  id: 'publishing.textFile',
  clause: 'P03.A07',
  question: {
    en: 'Is the text of each item handed in as a doc file beside what is typed in?',
    zh: '每条信息除录入正文外，是否必须附 doc 文件？',
  },
  choices: {
    TYPED: { en: 'No: files that are attached are doc or jpg', zh: '否：所附文件须为 doc 或 jpg 格式' },
    FILE: { en: 'Yes: a version without one is not submitted', zh: '是：无 doc 文件不得报送' },
  },
  default: 'TYPED',
});

const submits = {
  clause: 'P03.A04',
  subject: PortalItem,
  by: 'INFORMATION_OFFICER',
  escalateTo: 'PORTAL_OFFICE',
} as const;

const submitEmergency = defineDuty({
  ...submits,
  name: 'submitEmergency',
  title: { en: 'Submit the item about the emergency', zh: '报送突发事件信息' },
  within: {
    interpretation: emergencyTerm,
    terms: { ONE_HOUR: { hours: 1 }, TWO_HOURS: { hours: 2 }, SAME_DAY: { endOf: 'day' } },
  },
});

const submitNews = defineDuty({
  ...submits,
  name: 'submitNews',
  title: { en: 'Submit the item of news', zh: '报送会议、新闻信息' },
  within: {
    interpretation: nextDay,
    terms: { WORKING: { days: 1, toWorkingDay: true }, CALENDAR: { days: 1 } },
  },
});

const submitDocument = defineDuty({
  ...submits,
  name: 'submitDocument',
  title: { en: 'Submit the document or report', zh: '报送文件、报告信息' },
  within: { workingDays: 3 },
  remindBefore: [{ workingDays: 1 }],
});

const submitOther = defineDuty({
  ...submits,
  name: 'submitOtherItem',
  title: { en: 'Submit the item', zh: '报送其他信息' },
  within: { workingDays: 5 },
  remindBefore: [{ workingDays: 2 }],
});

export const submissionDuties = [submitEmergency, submitNews, submitDocument, submitOther];

/** P03.A02: an emergency is told at once; its cause and outcome follow like any other information. */
export const completeEmergency = defineDuty({
  name: 'completeEmergency',
  title: { en: 'Submit cause and outcome of the emergency', zh: '补报突发事件原因分析和处置结果' },
  clause: 'P03.A02',
  subject: PortalItem,
  within: { workingDays: 5 },
  by: 'INFORMATION_OFFICER',
  remindBefore: [{ workingDays: 2 }],
  escalateTo: 'PORTAL_OFFICE',
});

/** The duty by which an item of a form is submitted. */
export const submissionDuty: Readonly<Record<PortalItemForm, string>> = {
  [PortalItemForm.EMERGENCY]: submitEmergency.name,
  [PortalItemForm.MEETING_OR_NEWS]: submitNews.name,
  [PortalItemForm.DOCUMENT_OR_REPORT]: submitDocument.name,
  [PortalItemForm.OTHER]: submitOther.name,
};
