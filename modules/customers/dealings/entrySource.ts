import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

/** P04.A03: where a piece of material comes from. */
export enum MaterialSource {
  MARKET_INFORMATION = 'MARKET_INFORMATION',
  VISIT = 'VISIT',
  SALES_STATISTICS = 'SALES_STATISTICS',
  CORRESPONDENCE = 'CORRESPONDENCE',
  CUSTOMER = 'CUSTOMER',
  PUBLIC_REGISTER = 'PUBLIC_REGISTER',
  OWN_RECORDS = 'OWN_RECORDS',
}

registerTitledEnum(MaterialSource, {
  name: 'MaterialSource',
  description: 'Where a piece of material comes from (来源).',
  values: {
    MARKET_INFORMATION: { title: { en: 'Market information', zh: '市场信息' } },
    VISIT: { title: { en: 'A visit', zh: '顾客拜访' } },
    SALES_STATISTICS: { title: { en: 'Statistics of sales', zh: '销售统计' } },
    CORRESPONDENCE: { title: { en: 'Letters, faxes and calls', zh: '往来函电' } },
    CUSTOMER: { title: { en: 'Told by the customer', zh: '客户提供' } },
    PUBLIC_REGISTER: { title: { en: 'A public register', zh: '公开登记信息' } },
    OWN_RECORDS: { title: { en: 'Records of our own', zh: '本企业记录' } },
  },
});
