import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum TrainingLevel {
  IN_HOUSE = 'IN_HOUSE',
  TOWNSHIP = 'TOWNSHIP',
  COUNTY = 'COUNTY',
  CITY = 'CITY',
  PROVINCE = 'PROVINCE',
  NATIONAL = 'NATIONAL',
}

export enum TrainingState {
  PLANNED = 'PLANNED',
  HELD = 'HELD',
  CANCELLED = 'CANCELLED',
}

export enum TrainingStanding {
  CURRENT = 'CURRENT',
  EXPIRING_SOON = 'EXPIRING_SOON',
  EXPIRED = 'EXPIRED',
  NOT_TRAINED = 'NOT_TRAINED',
}

registerTitledEnum(TrainingLevel, {
  name: 'TrainingLevel',
  description: 'Of the authority that holds a training. From COUNTY up it counts for P12.A06.',
  values: {
    IN_HOUSE: { title: { en: 'In house', zh: '单位内部' } },
    TOWNSHIP: { title: { en: 'Township', zh: '乡镇（苏木）级' } },
    COUNTY: { title: { en: 'Banner or county', zh: '旗（县）级' } },
    CITY: { title: { en: 'League or city', zh: '盟（市）级' } },
    PROVINCE: { title: { en: 'Province', zh: '省（自治区）级' } },
    NATIONAL: { title: { en: 'National', zh: '国家级' } },
  },
});

registerTitledEnum(TrainingState, {
  name: 'TrainingState',
  values: {
    PLANNED: { title: { en: 'Planned', zh: '计划' } },
    HELD: { title: { en: 'Held', zh: '已举办' } },
    CANCELLED: { title: { en: 'Cancelled', zh: '已取消' } },
  },
});

registerTitledEnum(TrainingStanding, {
  name: 'TrainingStanding',
  values: {
    CURRENT: {
      title: { en: 'Current', zh: '达标' },
      description: 'this year is done, or there is time and the last one was',
    },
    EXPIRING_SOON: {
      title: { en: 'Expiring soon', zh: '即将到期' },
      description: 'fewer than 90 days are left for what is missing',
    },
    EXPIRED: { title: { en: 'Expired', zh: '未达标' }, description: 'the year, or the last one, was not enough' },
    NOT_TRAINED: { title: { en: 'Not trained', zh: '未培训' } },
  },
});
