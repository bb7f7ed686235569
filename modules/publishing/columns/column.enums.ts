import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum PortalColumnKind {
  NEWS = 'NEWS',
  NOTICES = 'NOTICES',
  POLICIES = 'POLICIES',
  SERVICES = 'SERVICES',
  ORGANISATION = 'ORGANISATION',
  OTHER = 'OTHER',
}

registerTitledEnum(PortalColumnKind, {
  name: 'PortalColumnKind',
  description: 'What a column of the portal shows, by which it is checked how often it is updated.',
  values: {
    NEWS: { title: { en: 'News', zh: '动态要闻' } },
    NOTICES: { title: { en: 'Notices', zh: '通知公告' } },
    POLICIES: { title: { en: 'Policies', zh: '政策文件' } },
    SERVICES: { title: { en: 'Services', zh: '办事服务' } },
    ORGANISATION: { title: { en: 'Organisation', zh: '机构职能' } },
    OTHER: { title: { en: 'Other', zh: '其他' } },
  },
});
