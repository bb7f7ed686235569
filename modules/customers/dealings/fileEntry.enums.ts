import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum FileEntryKind {
  CONTACT = 'CONTACT',
  LETTER = 'LETTER',
  FAX = 'FAX',
  LONG_DISTANCE_CALL = 'LONG_DISTANCE_CALL',
  VISIT = 'VISIT',
  RECEPTION = 'RECEPTION',
  TRADE = 'TRADE',
  MAJOR_CHANGE = 'MAJOR_CHANGE',
  CREDIT = 'CREDIT',
  PRODUCT_OPINION = 'PRODUCT_OPINION',
  MARKET_INFORMATION = 'MARKET_INFORMATION',
  CONSULTATION = 'CONSULTATION',
}

registerTitledEnum(FileEntryKind, {
  name: 'FileEntryKind',
  description: 'What is entered into a customer file.',
  values: {
    CONTACT: { title: { en: 'Contact report', zh: '联系报告' } },
    LETTER: { title: { en: 'Letter', zh: '信函' } },
    FAX: { title: { en: 'Fax', zh: '传真' } },
    LONG_DISTANCE_CALL: { title: { en: 'Long-distance call', zh: '长途电话' } },
    VISIT: { title: { en: 'Visit', zh: '拜访' } },
    RECEPTION: { title: { en: 'Reception', zh: '接待' } },
    TRADE: { title: { en: 'Trade', zh: '交易' } },
    MAJOR_CHANGE: { title: { en: 'Major change', zh: '重大变动' }, description: 'at the customer' },
    CREDIT: { title: { en: 'Credit', zh: '信用状况' } },
    PRODUCT_OPINION: { title: { en: 'Opinion on a product', zh: '产品使用意见' } },
    MARKET_INFORMATION: { title: { en: 'Market information', zh: '市场信息' } },
    CONSULTATION: {
      title: { en: 'Consulted before a contract', zh: '签约前查阅' },
      description: 'whoever signs a contract has consulted the file',
    },
  },
});

export enum ReceptionLevel {
  ORDINARY = 'ORDINARY',
  VIP = 'VIP',
}

registerTitledEnum(ReceptionLevel, {
  name: 'ReceptionLevel',
  values: {
    ORDINARY: { title: { en: 'Ordinary', zh: '一般接待' } },
    VIP: { title: { en: 'Guest of honour', zh: '贵宾接待' } },
  },
});
