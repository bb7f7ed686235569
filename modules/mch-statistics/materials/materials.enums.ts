import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum MaterialClass {
  REPORTS = 'REPORTS',
  DEATH_CARDS = 'DEATH_CARDS',
  REGISTERS = 'REGISTERS',
  OTHER = 'OTHER',
}

registerTitledEnum(MaterialClass, {
  name: 'MaterialClass',
  description: 'By what material is classified (资料类别).',
  values: {
    REPORTS: { title: { en: 'Statistical reports', zh: '统计报表' } },
    DEATH_CARDS: { title: { en: 'Death cards', zh: '死亡报告卡' } },
    REGISTERS: { title: { en: 'Registers and source documents', zh: '登记簿与原始凭证' } },
    OTHER: { title: { en: 'Other material', zh: '其他资料' } },
  },
});
