import { Label } from '../../src/access/labels.js';
import { clause, signedIn } from '../../src/access/rules.js';
import { defineApproval } from '../../src/approvals/approval.js';
import { giveGrant } from '../../src/approvals/outcomes.js';
import { invalidState } from '../../src/errors.js';
import { Customer } from './customer.entity.js';
import type { ReadCustomerFileInput } from './reading.inputs.js';

/** P01.A18: reviewed by customer service, for classified files approved by its manager; P04.A05: from SECRET up allowed by the general manager. */
export const readCustomerFile = defineApproval<ReadCustomerFileInput>({
  name: 'readCustomerFile',
  version: 1,
  title: { en: 'Reading of a customer file', zh: '查阅客户档案' },
  subject: Customer,
  form: {
    subject: { en: 'Subject', zh: '查阅对象' },
    purpose: { en: 'Purpose', zh: '目的' },
    reason: { en: 'Reason', zh: '理由' },
    signedBy: { en: "Signed by the head of the reader's unit", zh: '所在单位负责人' },
    reader: { en: 'Reader', zh: '查阅人' },
    outsideName: { en: 'Name of the outside reader', zh: '外单位查阅人' },
    outsideUnit: { en: 'Unit of the outside reader', zh: '外单位名称' },
    introduction: { en: 'Letter of introduction or work card', zh: '介绍信或工作证' },
    from: { en: 'From', zh: '起始' },
    until: { en: 'Until', zh: '截止' },
  },
  mayApply: clause('P01.A18', signedIn),
  steps: [
    {
      name: 'review',
      title: { en: 'Review by customer service', zh: '客户服务部审核' },
      clause: 'P01.A18',
      by: [
        { role: 'CUSTOMER_INFORMATION_SPECIALIST' },
        { role: 'CUSTOMER_INFORMATION_SUPERVISOR' },
        { role: 'CUSTOMER_SERVICE_MANAGER' },
      ],
      mode: 'any',
      act: 'review',
      dueWorkingDays: 2,
      escalateTo: 'GENERAL_MANAGER',
    },
    {
      name: 'approval',
      title: { en: 'Approval by the customer service manager', zh: '客户服务部经理批准' },
      clause: 'P01.A18',
      by: [{ role: 'CUSTOMER_SERVICE_MANAGER' }],
      act: 'sign',
      when: { labelFrom: Label.CONFIDENTIAL },
      dueWorkingDays: 2,
      escalateTo: 'GENERAL_MANAGER',
    },
    {
      name: 'permission',
      title: { en: 'Permission by the general manager', zh: '总经理授权' },
      clause: 'P04.A05',
      by: [{ role: 'GENERAL_MANAGER' }],
      act: 'sign',
      when: { labelFrom: Label.SECRET },
    },
  ],
  outcome: async (writing, request) => {
    const { now } = writing.context;
    const [from, until] = [request.form.from, request.form.until].map((text) => new Date(String(text))) as [Date, Date];
    if (until <= now)
      throw invalidState({
        en: 'The time that was asked for is over. Return the request to the applicant, for another time.',
        zh: '申请的查阅时间已过，请退回申请人另定时间。',
      });
    await giveGrant(writing, request, { action: 'read', from: from > now ? from : now, until });
  },
});
