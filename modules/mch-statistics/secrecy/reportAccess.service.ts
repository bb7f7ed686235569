import { isKeptApart } from '../../../src/access/labels.js';
import type { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { mayBeTold } from '../../../src/approvals/mayBeTold.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import type { ReportAccessInput } from './reportAccess.inputs.js';

const longestMs = 90 * 86_400_000;

export class ReportAccessService {
  constructor(private readonly context: SignedInContext) {}

  request(reportId: string, { personId, ...form }: ReportAccessInput): Promise<ApprovalRequest> {
    const { database, core, now } = this.context;
    const remaining = form.until.getTime() - now.getTime();
    return database.write(this.context, async (writing) => {
      const record = await writing.find('requestReportAccess', DataSetReport, reportId);
      const problems: Problem[] = [
        ...(remaining > 0 && remaining <= longestMs ? [] : [{ path: 'input.until', message: untilProblem }]),
        ...((await mayBeTold(writing, personId, record)) ? [] : [{ path: 'input.personId', message: notCleared }]),
      ];
      if (problems.length > 0) throw badInput(problems);
      if (!isKeptApart(record.label)) throw needsNone;
      return core.approvals.request(writing, 'openSecretReport', { record, form, beneficiaryId: personId });
    });
  }
}

const needsNone = invalidState({
  en: 'The report is not SECRET: a role and clearance open it, and it takes no permission.',
  zh: '该报表未达机密级，具备相应角色和涉密权限即可查阅，无须申请许可。',
});
const untilProblem = {
  en: 'Give a moment that is still to come, at most 90 days from now.',
  zh: '请填写尚未到来的时间，且不超过 90 天。',
};
const notCleared = {
  en: 'Name somebody who works here and is cleared for the report.',
  zh: '请指定在职且涉密权限与该报表密级相符的人员。',
};
