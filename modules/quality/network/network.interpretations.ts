import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P06.A01 says 各车间、科室; a department has no kind but its name. */
export const networkUnits = defineInterpretation({
  id: 'quality.networkUnits',
  clause: 'P06.A01',
  question: { en: 'Which departments have to name a quality officer?', zh: '哪些部门须指定质量信息员？' },
  choices: {
    BY_NAME: {
      en: 'Workshops and sections, which are known by the last word of their Chinese name: workshop, section, office, division or team',
      zh: '车间和科室：名称以“车间”“科”“室”“部”“班组”结尾的部门',
    },
    ALL: { en: 'All departments but those at the top', zh: '除最高一级以外的全部部门' },
  },
  default: 'BY_NAME',
});
