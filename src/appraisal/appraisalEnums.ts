import { registerTitledEnum } from '../languages/enumTitles.js';

export enum AppraisalMeasure {
  POINTS = 'POINTS',
  CRITICISM = 'CRITICISM',
  PENALTY = 'PENALTY',
  COMMENDATION = 'COMMENDATION',
  REWARD = 'REWARD',
}

registerTitledEnum(AppraisalMeasure, {
  name: 'AppraisalMeasure',
  values: {
    POINTS: { title: { en: 'Points', zh: '计分' } },
    CRITICISM: { title: { en: 'Criticism', zh: '批评' } },
    PENALTY: { title: { en: 'Penalty', zh: '处罚' } },
    COMMENDATION: { title: { en: 'Commendation', zh: '表扬' } },
    REWARD: { title: { en: 'Reward', zh: '奖励' } },
  },
});

export enum AppraisalState {
  PROPOSED = 'PROPOSED',
  IN_FORCE = 'IN_FORCE',
  REFUSED = 'REFUSED',
  CORRECTED = 'CORRECTED',
}

registerTitledEnum(AppraisalState, {
  name: 'AppraisalState',
  values: {
    PROPOSED: { title: { en: 'Proposed', zh: '待审批' } },
    IN_FORCE: { title: { en: 'In force', zh: '有效' }, description: 'counts in its quarter' },
    REFUSED: { title: { en: 'Refused', zh: '未通过' }, description: 'or the proposal was withdrawn' },
    CORRECTED: { title: { en: 'Corrected', zh: '已更正' }, description: 'a later entry counts in its place' },
  },
});

export enum AppraisalSubject {
  DEPARTMENT = 'DEPARTMENT',
  PERSON = 'PERSON',
}

registerTitledEnum(AppraisalSubject, {
  name: 'AppraisalSubject',
  values: {
    DEPARTMENT: { title: { en: 'Department', zh: '部门' } },
    PERSON: { title: { en: 'Person', zh: '个人' } },
  },
});
