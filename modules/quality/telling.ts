import { askingOf } from '../../src/database/asking.js';
import type { Writing } from '../../src/database/writing.js';
import type { Message } from '../../src/languages/message.js';
import { FeedbackStatus } from './feedback.enums.js';
import type { FeedbackForm } from './feedbackForm.entity.js';

type Whom = { person: string } | { role: string; department?: string };

/** Those who may know of the form are told; the others hear nothing. */
export function tell(
  { em, context }: Writing,
  form: FeedbackForm,
  whom: readonly Whom[],
  message: Message,
): Promise<void> {
  const { id, label, compartments, keeper } = form;
  const about = { label, compartments, keeper: keeper?.id, recordType: 'FeedbackForm', recordId: id };
  const notices = whom.map((one) => ({ kind: 'OTHER' as const, message, ...one, ...about }));
  return context.core.notices.tell(askingOf(em), notices, context.now);
}

/** P06.A03: an untrue report is rejected with the finding. */
export function tellReporter(writing: Writing, form: FeedbackForm): Promise<void> {
  const { number, status, reportedBy } = form;
  const message =
    status === FeedbackStatus.UNTRUE
      ? {
          en: `Quality inspection found the form ${number} untrue and rejected it (P06.A03). Its finding stands in the form.`,
          zh: `质检科经调查认定反馈单 ${number} 不属实，已剔除（P06.A03），结论见反馈单。`,
        }
      : {
          en: `Quality inspection found the form ${number} true; it names the responsible department next (P06.A03).`,
          zh: `质检科经调查认定反馈单 ${number} 属实，下一步确定责任部门（P06.A03）。`,
        };
  return tell(writing, form, [{ person: reportedBy.id }], message);
}
