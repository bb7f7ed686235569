import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

/** How a patient leaves, as the front page of the medical record has it (离院方式). */
export enum DischargeManner {
  HOME = 'HOME',
  TRANSFERRED = 'TRANSFERRED',
  COMMUNITY = 'COMMUNITY',
  AGAINST_ADVICE = 'AGAINST_ADVICE',
  DIED = 'DIED',
  OTHER = 'OTHER',
}

registerTitledEnum(DischargeManner, {
  name: 'DischargeManner',
  description: 'How a patient leaves the hospital (离院方式).',
  values: {
    HOME: { title: { en: 'Discharged by the physician', zh: '医嘱离院' } },
    TRANSFERRED: { title: { en: 'Transferred to another hospital', zh: '医嘱转院' } },
    COMMUNITY: { title: { en: 'Transferred to a community or township hospital', zh: '医嘱转社区或乡镇卫生院' } },
    AGAINST_ADVICE: { title: { en: 'Left against advice', zh: '非医嘱离院' } },
    DIED: { title: { en: 'Died', zh: '死亡' }, description: 'the record has a term of its own' },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});

export enum FilingGroup {
  DEPARTMENT = 'DEPARTMENT',
  PHYSICIAN = 'PHYSICIAN',
}

registerTitledEnum(FilingGroup, {
  name: 'FilingGroup',
  values: {
    DEPARTMENT: { title: { en: 'By department', zh: '按科室' } },
    PHYSICIAN: { title: { en: 'By department and physician', zh: '按科室和医师' } },
  },
});
