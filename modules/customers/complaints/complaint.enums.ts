import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum ComplaintKind {
  QUALITY = 'QUALITY',
  SERVICE = 'SERVICE',
}

export enum ComplaintStatus {
  RECEIVED = 'RECEIVED',
  HANDLING = 'HANDLING',
  PROPOSED = 'PROPOSED',
  APPROVED = 'APPROVED',
  ANSWERED = 'ANSWERED',
}

registerTitledEnum(ComplaintKind, {
  name: 'ComplaintKind',
  values: {
    QUALITY: { title: { en: 'Quality', zh: '质量投诉' }, description: 'below standard; production helps (7.2)' },
    SERVICE: { title: { en: 'Service', zh: '服务投诉' }, description: 'dissatisfied while being served (7.3)' },
  },
});

registerTitledEnum(ComplaintStatus, {
  name: 'ComplaintStatus',
  values: {
    RECEIVED: { title: { en: 'Received', zh: '已受理' }, description: 'waits for somebody to take it' },
    HANDLING: { title: { en: 'Being handled', zh: '处理中' } },
    PROPOSED: { title: { en: 'Result proposed', zh: '待审批' }, description: 'waits for the general manager' },
    APPROVED: { title: { en: 'Result approved', zh: '已审批' }, description: 'waits for the office to answer' },
    ANSWERED: { title: { en: 'Answered', zh: '已反馈' } },
  },
});
