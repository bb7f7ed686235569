import { Department } from '../../src/access/department.entity.js';
import { Person } from '../../src/access/person.entity.js';
import { onceFor } from '../../src/access/repeats/onceFor.js';
import { dayAt } from '../../src/calendar/dates.js';
import type { SignedInContext } from '../../src/context.js';
import type { Writing } from '../../src/database/writing.js';
import { badInput, moduleDisabled, type Problem } from '../../src/errors.js';
import { Customer } from '../customers/customers.api.js';
import { FeedbackStatus, type Severity } from './feedback.enums.js';
import type { AssignFeedbackArgs, InvestigateFeedbackArgs, ReportFeedbackArgs } from './feedback.inputs.js';
import { FeedbackForm } from './feedbackForm.entity.js';
import { handOver } from './handling/handling.service.js';
import { openForm } from './openForm.js';
import { tellReporter } from './telling.js';

/** The form's way from whoever hears of a defect over quality inspection to the responsible department (P06.A03, P06.A04). */
export class FeedbackService {
  constructor(private readonly context: SignedInContext) {}

  async report({ input, clientKey }: ReportFeedbackArgs): Promise<FeedbackForm> {
    const { customerId, informant, lot, reportedOn, ...form } = input;
    const today = dayAt(this.context.now);
    const { switching } = this.context.core;
    const problems: Problem[] = [
      ...(customerId || informant?.trim() ? [] : [{ path: 'input.informant', message: whoReported }]),
      ...(reportedOn && reportedOn > today ? [{ path: 'input.reportedOn', message: notToCome }] : []),
    ];
    if (problems.length > 0) throw badInput(problems);
    if (customerId && !switching.isEnabled('customers')) throw moduleDisabled('customers', 'input.customerId');
    return this.context.database.write(this.context, async (writing) => {
      const customer = customerId ? await writing.find('reportFeedback', Customer, customerId) : null;
      return onceFor(writing, FeedbackForm, { call: 'reportFeedback', clientKey, input }, () =>
        openForm(writing, {
          ...form,
          customer,
          informant: informant?.trim() || null,
          lot: lot?.trim() || null,
          reportedOn: reportedOn ?? today,
        }),
      );
    });
  }

  take(id: string, version: number): Promise<FeedbackForm> {
    return this.context.database.write(this.context, async (writing) => {
      const form = await writing.find('takeFeedback', FeedbackForm, id, version);
      form.take(this.me(writing));
      return form;
    });
  }

  investigate({ id, version, verdict, finding }: InvestigateFeedbackArgs): Promise<FeedbackForm> {
    const { duties } = this.context.core;
    return this.context.database.write(this.context, async (writing) => {
      const form = await writing.find('investigateFeedback', FeedbackForm, id, version);
      form.investigate(this.me(writing), verdict, finding.trim());
      await duties.fulfil(writing, 'investigateFeedback', { record: form });
      if (form.status === FeedbackStatus.TRUE) await duties.begin(writing, 'assignFeedback', { record: form });
      await tellReporter(writing, form);
      return form;
    });
  }

  assign({ id, version, departmentId, cause, analysis }: AssignFeedbackArgs): Promise<FeedbackForm> {
    return this.context.database.write(this.context, async (writing) => {
      const form = await writing.find('assignFeedback', FeedbackForm, id, version);
      const department = await writing.em.findOne(Department, { id: departmentId });
      if (!department) throw badInput([{ path: 'departmentId', message: nameDepartment }]);
      form.assign(department, cause, analysis.trim());
      await this.context.core.duties.fulfil(writing, 'assignFeedback', { record: form });
      await handOver(writing, form);
      return form;
    });
  }

  regrade(id: string, version: number, severity: Severity): Promise<FeedbackForm> {
    return this.context.database.write(this.context, async (writing) => {
      const form = await writing.find('regradeFeedback', FeedbackForm, id, version);
      form.regrade(severity);
      return form;
    });
  }

  private me({ em }: Writing): Person {
    return em.getReference(Person, this.context.viewer.personId);
  }
}

const whoReported = {
  en: 'Say who reported it: the customer (customerId), or in words.',
  zh: '请说明由谁反馈：填写客户（customerId），或用文字说明。',
};
const notToCome = { en: 'Give today or a day before.', zh: '请给出今天或以前的日期。' };
const nameDepartment = {
  en: 'Name a department that exists, see departments.',
  zh: '请指定存在的部门，见 departments。',
};
