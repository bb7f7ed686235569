import { Person } from '../../../src/access/person.entity.js';
import { ApprovalStatus } from '../../../src/approvals/approvalEnums.js';
import { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import type { Context, SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, invalidState, type Problem } from '../../../src/errors.js';
import { DataSet } from '../forms/dataSet.entity.js';
import { fulfilDeadline } from '../forms/deadlines.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { checkedReport } from './checkedReport.js';
import { type Finding, findingsOf } from './checks.js';
import { DataSetReport } from './dataSetReport.entity.js';
import { ReportStatus } from './entry.enums.js';
import type { FindingReasonInput, RequestUnlockArgs, SubmitReportArgs } from './entry.inputs.js';
import type { DocumentVerification } from './entry.types.js';
import { restedOn } from './levels.migration.js';
import { ReportFinding } from './reportFinding.entity.js';

/** Handing in, unlocking, and asking whether a document is genuine. */
export class SubmissionService {
  constructor(private readonly context: SignedInContext) {}

  /** P11.A01, P11.A02: what is missing or contradicts itself is named, and takes a reason. */
  submit({ id, version, reasons }: SubmitReportArgs): Promise<DataSetReport> {
    const { now, viewer, locale } = this.context;
    return this.context.database.write(this.context, async (writing) => {
      const { em } = writing;
      const report = await writing.find('submitReport', DataSetReport, id, version);
      report.refuseClosed();
      if (report.entryCount === 0) throw nothingEntered;
      const checked = await checkedReport(askingOf(em), {
        ...report,
        dataSetId: report.dataSet.id,
        unitId: report.unit.id,
      });
      const findings = findingsOf(checked);
      const problems = reasonProblems(findings, reasons);
      if (problems.length > 0) throw badInput(problems);
      report.submit(em.getReference(Person, viewer.personId), now);
      for (const { type, key, text } of findings)
        em.create(ReportFinding, {
          report,
          submission: report.submissions,
          type,
          key,
          text: text[locale],
          reason: reasons.find(({ finding }) => finding === key)?.reason.trim() ?? null,
        });
      const explained = findings.filter(({ needsReason }) => needsReason).length;
      await this.askForReview(writing, report, explained);
      const { periodType } = await em.findOneOrFail(DataSet, report.dataSet.id);
      await fulfilDeadline(writing, report.assignment, periodType, report.firstDay);
      return report;
    });
  }

  requestUnlock({ id, version, reason }: RequestUnlockArgs): Promise<ApprovalRequest> {
    return this.context.database.write(this.context, async (writing) => {
      const report = await writing.find('requestUnlock', DataSetReport, id, version);
      if (report.status !== ReportStatus.LOCKED) throw notLocked;
      const [above] = await writing.em.execute<{ rested: boolean }[]>(
        'select mch_statistics.is_rested_on(?) as rested',
        [report.id],
      );
      if (above!.rested) throw invalidState(restedOn);
      const form = { ...(await titlesOf(writing, report)), reason: reason.trim() };
      return this.context.core.approvals.request(writing, 'unlockStatistics', { record: report, form });
    });
  }

  /** Whoever entered or handed in decides on nothing of it. */
  private async askForReview(writing: Writing, report: DataSetReport, explained: number): Promise<void> {
    const { em } = writing;
    const { core, viewer } = this.context;
    await em.flush();
    const [sealed] = await em.execute<{ hash: string }[]>('select mch_statistics.seal_content(?) as hash', [report.id]);
    const contentHash = sealed!.hash;
    const barred = await em.execute<{ id: string }[]>(
      'select distinct person_id as id from mch_statistics.value_entry where report_id = ?',
      [report.id],
    );
    const form = { ...(await titlesOf(writing, report)), contentHash, explained: String(explained) };
    const returned = await em.findOne(ApprovalRequest, {
      name: 'approveStatistics',
      recordId: report.id,
      status: ApprovalStatus.RETURNED,
    });
    if (!returned) await core.approvals.request(writing, 'approveStatistics', { record: report, form, barred });
    else if (returned.applicant.id === viewer.personId)
      await core.approvals.bringAgain(writing, returned, { form, barred });
    else throw othersRequest;
  }
}

/** Anybody who holds a document asks; nothing is told of its figures (P11.A06). */
export async function verifyDocument({ database }: Context, hash: string): Promise<DocumentVerification> {
  const [found] = await database.call<{ genuine: boolean; lockedAt: Date }>(
    'select * from mch_statistics.verify_document($1)',
    [hash.toLowerCase()],
  );
  return { isGenuine: found?.genuine ?? false, lockedAt: found?.genuine ? found.lockedAt : null };
}

/** How a report is called in requests. */
export async function titlesOf({ em }: Writing, { dataSet, unit, period }: DataSetReport) {
  const [form, reporting] = [
    await em.findOneOrFail(DataSet, dataSet.id),
    await em.findOneOrFail(StatisticsUnit, unit.id),
  ];
  return { dataSet: form.name, unit: reporting.name, period };
}

function reasonProblems(findings: readonly Finding[], reasons: readonly FindingReasonInput[]): Problem[] {
  const given = reasons.map(({ finding }) => finding);
  return [
    ...findings
      .filter(({ key, needsReason }) => needsReason && !given.includes(key))
      .map(({ key, text }) => ({
        path: 'reasons',
        message: {
          en: `${text.en} If it is right as it is, give a reason for ${key}.`,
          zh: `${text.zh}如情况属实，请为 ${key} 填写说明。`,
        },
      })),
    ...given.flatMap((key, i) =>
      findings.some((finding) => finding.key === key) && given.indexOf(key) === i
        ? []
        : [
            {
              path: `reasons.${i}.finding`,
              message: {
                en: `${key} is no finding of this form, or is given twice. statisticsForm names them.`,
                zh: `${key} 不是该报表的审核发现，或重复填写。请查看 statisticsForm。`,
              },
            },
          ],
    ),
  ];
}

const nothingEntered = invalidState({
  en: 'Nothing is entered yet. Enter values with enterValues; -2 says that the work was not carried out.',
  zh: '尚未录入任何数值。请用 enterValues 录入；未开展的工作填 -2。',
});

const notLocked = invalidState({
  en: 'The form is not locked: correct it with enterValues.',
  zh: '该报表未锁定，请直接用 enterValues 更正。',
});

const othersRequest = conflict({
  en: 'The review was returned to whoever handed the form in. They hand it in again, or withdraw it with withdrawApproval.',
  zh: '审核已退回原上报人，请由其再次上报，或用 withdrawApproval 撤回。',
});
