import { isKeptApart } from '../../../src/access/labels.js';
import type { ApprovalRequest } from '../../../src/approvals/approvalRequest.entity.js';
import { mayBeTold } from '../../../src/approvals/mayBeTold.js';
import type { SignedInContext } from '../../../src/context.js';
import { badInput, invalidState, type Problem } from '../../../src/errors.js';
import { FeedbackForm } from '../feedbackForm.entity.js';
import type { CaseAccessInput } from './caseAccess.inputs.js';

const longestMs = 90 * 86_400_000;

export class CaseAccessService {
  constructor(private readonly context: SignedInContext) {}

  request(formId: string, { personId, ...form }: CaseAccessInput): Promise<ApprovalRequest> {
    const { database, core, now } = this.context;
    const remaining = form.until.getTime() - now.getTime();
    return database.write(this.context, async (writing) => {
      const record = await writing.find('requestCaseAccess', FeedbackForm, formId);
      const problems: Problem[] = [
        ...(remaining > 0 && remaining <= longestMs ? [] : [{ path: 'input.until', message: untilProblem }]),
        ...((await mayBeTold(writing, personId, record)) ? [] : [{ path: 'input.personId', message: notCleared }]),
      ];
      if (problems.length > 0) throw badInput(problems);
      if (!isKeptApart(record.label)) throw needsNone(record);
      return core.approvals.request(writing, 'openSecretCase', { record, form, beneficiaryId: personId });
    });
  }
}

const needsNone = ({ number, label }: FeedbackForm) =>
  invalidState({
    en: `The case ${number} is ${label}, which a role and clearance open; only from SECRET up it takes a permission.`,
    zh: `质量信息 ${number} 未达机密级，具备相应角色和涉密权限即可办理，无须申请授权。`,
  });
const untilProblem = {
  en: 'Give a moment that is still to come, at most 90 days from now.',
  zh: '请填写尚未到来的时间，且不超过 90 天。',
};
const notCleared = {
  en: 'Name somebody who works here and is cleared for the case.',
  zh: '请指定在职且涉密权限与该质量信息密级相符的人员。',
};
