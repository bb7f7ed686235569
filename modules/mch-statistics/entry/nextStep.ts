import { writtenDeadline } from '../../../src/duties/dutyNotices.js';
import type { Message } from '../../../src/languages/message.js';
import type { DataSetReport } from './dataSetReport.entity.js';
import { ReportStatus } from './entry.enums.js';

const steps: Record<ReportStatus, (due: string) => Message> = {
  OPEN: (due) => ({
    en: `The unit fills it in with enterValues and hands it in with submitReport, by ${due}.`,
    zh: `填报机构用 enterValues 填写，并于 ${due} 前用 submitReport 上报。`,
  }),
  SUBMITTED: () => ({
    en: 'The head of the information section reviews it: approvalInbox, decideApproval, or returnApproval with the reason.',
    zh: '科主任初审：在 approvalInbox 中用 decideApproval 办理，或用 returnApproval 退回并说明原因。',
  }),
  CHECKED: () => ({
    en: 'The director reviews, signs and seals it: approvalInbox, decideApproval with the password, or returnApproval with the reason.',
    zh: '所领导审核、签字、盖章：在 approvalInbox 中用 decideApproval 凭密码办理，或用 returnApproval 退回并说明原因。',
  }),
  RETURNED: () => ({
    en: 'The unit corrects it with enterValues, with a reason, and hands it in again with submitReport.',
    zh: '填报机构用 enterValues 更正并注明原因，再用 submitReport 重新上报。',
  }),
  LOCKED: () => ({
    en: 'Nothing: it is approved. What is wrong in it all the same is corrected after requestUnlock.',
    zh: '已审定，无须办理。如仍有错误，请用 requestUnlock 申请解锁后更正。',
  }),
};

/** What the next person has to do with a report. */
export const nextStepOf = ({ status, dueAt }: Pick<DataSetReport, 'status' | 'dueAt'>): Message =>
  steps[status as ReportStatus](writtenDeadline(dueAt));
