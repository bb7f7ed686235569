import { registerTitledEnum } from '../languages/enumTitles.js';

export enum ApprovalStatus {
  RUNNING = 'RUNNING',
  RETURNED = 'RETURNED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
  VOID = 'VOID',
}

registerTitledEnum(ApprovalStatus, {
  name: 'ApprovalStatus',
  values: {
    RUNNING: { title: { en: 'Running', zh: '审批中' } },
    RETURNED: {
      title: { en: 'Returned', zh: '已退回' },
      description: 'to the applicant, who resubmits or withdraws it',
    },
    APPROVED: { title: { en: 'Approved', zh: '已批准' } },
    REJECTED: { title: { en: 'Rejected', zh: '未批准' } },
    WITHDRAWN: { title: { en: 'Withdrawn', zh: '已撤回' } },
    VOID: { title: { en: 'Void', zh: '已作废' }, description: 'the record was removed meanwhile' },
  },
});

export enum ApprovalAct {
  REVIEW = 'REVIEW',
  SIGN = 'SIGN',
  SEAL = 'SEAL',
}

registerTitledEnum(ApprovalAct, {
  name: 'ApprovalAct',
  description: 'How somebody decides.',
  values: {
    REVIEW: { title: { en: 'Review', zh: '审核' } },
    SIGN: { title: { en: 'Sign', zh: '签字' }, description: 'takes the password' },
    SEAL: { title: { en: 'Seal', zh: '盖章' }, description: 'of the department; takes the password' },
  },
});

export enum ApprovalVerdict {
  APPROVE = 'APPROVE',
  REJECT = 'REJECT',
}

registerTitledEnum(ApprovalVerdict, {
  name: 'ApprovalVerdict',
  values: {
    APPROVE: { title: { en: 'Approve', zh: '同意' } },
    REJECT: { title: { en: 'Reject', zh: '不同意' }, description: 'ends the request; say why' },
  },
});

export enum SignerPlace {
  BEFORE = 'BEFORE',
  AFTER = 'AFTER',
}

registerTitledEnum(SignerPlace, {
  name: 'SignerPlace',
  values: {
    BEFORE: { title: { en: 'Before the step', zh: '前加签' }, description: 'the step waits for it' },
    AFTER: { title: { en: 'After the step', zh: '后加签' } },
  },
});

export enum ApprovalEventKind {
  SUBMITTED = 'SUBMITTED',
  RESUBMITTED = 'RESUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  RETURNED = 'RETURNED',
  WITHDRAWN = 'WITHDRAWN',
  SIGNER_ADDED = 'SIGNER_ADDED',
  COPIED = 'COPIED',
  URGED = 'URGED',
  OVERDUE = 'OVERDUE',
  ESCALATED = 'ESCALATED',
  VOIDED = 'VOIDED',
  USED = 'USED',
}

registerTitledEnum(ApprovalEventKind, {
  name: 'ApprovalEventKind',
  description: 'What happened to a request.',
  values: {
    SUBMITTED: { title: { en: 'Submitted', zh: '提交' } },
    RESUBMITTED: { title: { en: 'Resubmitted', zh: '重新提交' } },
    APPROVED: { title: { en: 'Approved', zh: '同意' } },
    REJECTED: { title: { en: 'Rejected', zh: '不同意' } },
    RETURNED: { title: { en: 'Returned', zh: '退回' } },
    WITHDRAWN: { title: { en: 'Withdrawn', zh: '撤回' } },
    SIGNER_ADDED: { title: { en: 'Signer added', zh: '加签' } },
    COPIED: { title: { en: 'Copied to somebody', zh: '抄送' } },
    URGED: { title: { en: 'Urged', zh: '催办' } },
    OVERDUE: { title: { en: 'Overdue', zh: '逾期' } },
    ESCALATED: {
      title: { en: 'Escalated', zh: '升级' },
      description: 'it was late, or nobody was left who could decide: a further role may',
    },
    VOIDED: { title: { en: 'Voided', zh: '作废' } },
    USED: { title: { en: 'Used', zh: '已使用' }, description: 'what it permits once was done' },
  },
});
