import type { Message } from '../../../src/languages/message.js';
import type { Finding } from './checks.js';
import { FindingType, ReportStatus } from './entry.enums.js';

/** The report of a unit below for the same form and period; without a status where nobody opened it. */
export interface ReportBelow {
  uid: string;
  name: string;
  status: ReportStatus | null;
}

/** P11.A06: a report rests on those below. What is missing of them takes a reason; what is under review has to be approved first. */
export const notApprovedBelow = (below: readonly ReportBelow[]): Finding[] =>
  below
    .filter(({ status }) => status !== ReportStatus.LOCKED)
    .map(({ uid, name, status }) => {
      const isUnderReview = status === ReportStatus.SUBMITTED || status === ReportStatus.CHECKED;
      return {
        type: FindingType.BELOW,
        key: `BELOW:${uid}`,
        text: isUnderReview ? underReview(name) : missing(name),
        needsReason: !isUnderReview,
      };
    });

const missing = (name: string): Message => ({
  en: `${name} has not handed in its report. Ask for it; without it this one says that it is missing, and why.`,
  zh: `${name} 尚未上报。请催报；如不等待，须注明其缺报及原因。`,
});

const underReview = (name: string): Message => ({
  en: `The report of ${name} is under review. This one is approved after it.`,
  zh: `${name} 的报表正在审核，本表须在其审定后方可审定。`,
});
