import { Person } from '../../../src/access/person.entity.js';
import { ApprovalStatus } from '../../../src/approvals/approvalEnums.js';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { mayBeTold } from '../../../src/approvals/mayBeTold.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, invalidState } from '../../../src/errors.js';
import { ReportCopy } from './reportCopy.entity.js';
import { ReportCopyKind } from './reportEnums.js';
import { reportNumbers } from './reportNumbers.js';
import type { RecordReportCopiesInput } from './reports.inputs.js';
import { StatisticalReport } from './statisticalReport.entity.js';

/** Checking a report, issuing it and keeping the register of its copies (P01.A12, P01.A13). */
export class ReportIssueService {
  constructor(private readonly context: SignedInContext) {}

  requestCheck(id: string, version: number): Promise<ApprovalRequest> {
    return this.context.database.write(this.context, async (writing) => {
      const record = await writing.find('requestReportCheck', StatisticalReport, id, version);
      if (record.checkedAt) throw invalidState({ en: 'It is checked already.', zh: '该报表已审查。' });
      const open = {
        recordId: id,
        name: 'checkReport',
        status: { $in: [ApprovalStatus.RUNNING, ApprovalStatus.RETURNED] },
      };
      if (await writing.em.count(ApprovalRequest, open))
        throw conflict({
          en: 'Its check is under way already: see approvalRequests.',
          zh: '该报表正在审查中，请查看 approvalRequests。',
        });
      const form = { title: record.title, period: record.period ?? '', asOf: record.asOf };
      return this.context.core.approvals.request(writing, 'checkReport', { record, form });
    });
  }

  issue(id: string, version: number): Promise<StatisticalReport> {
    return this.context.database.write(this.context, async (writing) => {
      const report = await writing.find('issueReport', StatisticalReport, id, version);
      if (report.issuedAt)
        throw invalidState({
          en: `It was issued already, as ${report.number}.`,
          zh: `该报表已发布，期号 ${report.number}。`,
        });
      const [number] = await reportNumbers.next(writing, report);
      report.number = number!;
      report.issuedAt = this.context.now;
      report.issuedBy = writing.em.getReference(Person, this.context.viewer.personId);
      if (report.period)
        await this.context.core.duties.fulfil(writing, 'issueReport', {
          record: report.definition,
          period: report.period,
        });
      return report;
    });
  }

  record({ reportId, kind, copies, place, receiverId }: RecordReportCopiesInput): Promise<ReportCopy> {
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const report = await writing.find('recordReportCopies', StatisticalReport, reportId);
      if (!report.issuedAt)
        throw invalidState({ en: 'Issue it first (issueReport).', zh: '请先发布（issueReport）。' });
      if (receiverId && !(await mayBeTold(writing, receiverId, report))) throw notCleared();
      if (kind !== ReportCopyKind.PRINTED) await refuseMoreThanPrinted(writing, report, copies);
      return em.create(ReportCopy, {
        report,
        kind,
        copies,
        place: place?.trim() || null,
        receiver: receiverId ? em.getReference(Person, receiverId) : null,
        enteredBy: em.getReference(Person, this.context.viewer.personId),
        label: report.label,
        compartments: report.compartments,
        keeper: report.keeper,
      });
    });
  }
}

/** Of two at once the second waits, and counts what the first has entered. */
async function refuseMoreThanPrinted({ em }: Writing, { id }: StatisticalReport, copies: number): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`copies of ${id}`]);
  const [row] = await em.execute<{ left: number }[]>(
    `select coalesce(sum(case when kind = 'PRINTED' then copies else -copies end), 0)::integer as left
     from customers.report_copy where report_id = ?`,
    [id],
  );
  if (copies <= row!.left) return;
  throw invalidState({
    en: `${row!.left} of the printed copies are left. Enter those that were printed beside them first (PRINTED).`,
    zh: `已印制的份数尚余 ${row!.left} 份。请先登记加印的份数（PRINTED）。`,
  });
}

const notCleared = () =>
  badInput([
    {
      path: 'input.receiverId',
      message: {
        en: 'Name somebody who works here and is cleared for the label of the report.',
        zh: '请指定在职且涉密权限与报表密级相符的人员。',
      },
    },
  ]);
