import { defineInterpretation } from '../../../src/interpretations/interpretation.js';

/** P11.A09: whether a form of an upper unit is a compilation of those below. */
export const upperReports = defineInterpretation({
  id: 'mch-statistics.upperReports',
  clause: 'P11.A09',
  question: {
    en: 'Where units below a unit hand in the same form, is the form of the upper unit a compilation of theirs or figures of its own?',
    zh: '下级机构也填报同一报表时，上级机构的报表是下级的汇总，还是其自身的数据？',
  },
  choices: {
    COMPILED: { en: 'A compilation: it is not added to them', zh: '汇总报表，不再与下级相加' },
    OWN: { en: 'Figures of its own: it is added to them', zh: '自身数据，与下级相加' },
  },
  default: 'COMPILED',
});
