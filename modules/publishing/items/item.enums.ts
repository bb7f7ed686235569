import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

/** P03.A02: four of static content, then ten of dynamic content. */
export enum PortalCategory {
  ORGANISATION = 'ORGANISATION',
  ONLINE_SERVICES = 'ONLINE_SERVICES',
  PERMITS = 'PERMITS',
  OTHER_SERVICES = 'OTHER_SERVICES',
  DECISIONS_CARRIED_OUT = 'DECISIONS_CARRIED_OUT',
  MEASURES_AND_EXPERIENCE = 'MEASURES_AND_EXPERIENCE',
  ACHIEVEMENTS = 'ACHIEVEMENTS',
  PUBLIC_CONCERN = 'PUBLIC_CONCERN',
  RESEARCH_RESULTS = 'RESEARCH_RESULTS',
  HONOURS = 'HONOURS',
  INSPECTIONS_BY_LEADERS = 'INSPECTIONS_BY_LEADERS',
  ASSIGNED_WORK = 'ASSIGNED_WORK',
  EMERGENCIES = 'EMERGENCIES',
  OTHER_REQUIRED = 'OTHER_REQUIRED',
}

export enum PortalItemKind {
  STATIC = 'STATIC',
  DYNAMIC = 'DYNAMIC',
}

const staticOnes: readonly PortalCategory[] = [
  PortalCategory.ORGANISATION,
  PortalCategory.ONLINE_SERVICES,
  PortalCategory.PERMITS,
  PortalCategory.OTHER_SERVICES,
];

export const kindOf = (category: PortalCategory): PortalItemKind =>
  staticOnes.includes(category) ? PortalItemKind.STATIC : PortalItemKind.DYNAMIC;

/** What decides by when an item is submitted (P03.A04). */
export enum PortalItemForm {
  EMERGENCY = 'EMERGENCY',
  MEETING_OR_NEWS = 'MEETING_OR_NEWS',
  DOCUMENT_OR_REPORT = 'DOCUMENT_OR_REPORT',
  OTHER = 'OTHER',
}

export enum PortalItemStatus {
  PREPARED = 'PREPARED',
  PUBLISHED = 'PUBLISHED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum ItemVersionStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
  REFUSED = 'REFUSED',
  APPROVED = 'APPROVED',
  SCHEDULED = 'SCHEDULED',
  LIVE = 'LIVE',
  ENDED = 'ENDED',
  DISCARDED = 'DISCARDED',
}

export enum ItemVersionReason {
  FIRST = 'FIRST',
  UPDATE = 'UPDATE',
  CORRECTION = 'CORRECTION',
  REPUBLICATION = 'REPUBLICATION',
}

registerTitledEnum(PortalCategory, {
  name: 'PortalCategory',
  description: 'What is published: the first four are static, the others dynamic (P03.A02).',
  values: {
    ORGANISATION: {
      title: { en: 'Leaders, units, duties and contacts', zh: '机构领导、内设机构、部门职责及联系方式' },
    },
    ONLINE_SERVICES: {
      title: { en: 'Procedures, forms and answers on policies', zh: '网上办事流程、表格下载和相关政策解答' },
    },
    PERMITS: {
      title: { en: 'Permits', zh: '行政许可项目' },
      description: 'with basis, conditions, procedure, term and result',
    },
    OTHER_SERVICES: { title: { en: 'Other public service information', zh: '其它服务类信息' } },
    DECISIONS_CARRIED_OUT: { title: { en: 'Decisions carried out', zh: '重大决策和部署的贯彻落实' } },
    MEASURES_AND_EXPERIENCE: { title: { en: 'Measures and experience', zh: '工作措施、作法与经验' } },
    ACHIEVEMENTS: { title: { en: 'Achievements', zh: '重大成就' } },
    PUBLIC_CONCERN: { title: { en: 'Matters of public concern', zh: '群众普遍关心的重大问题' } },
    RESEARCH_RESULTS: { title: { en: 'Research results', zh: '重大科研成果' } },
    HONOURS: { title: { en: 'Honours', zh: '获得的荣誉' } },
    INSPECTIONS_BY_LEADERS: { title: { en: 'Inspections by leaders', zh: '上级领导视察' } },
    ASSIGNED_WORK: { title: { en: 'Progress of assigned work', zh: '交办重点工作进展' } },
    EMERGENCIES: { title: { en: 'Emergencies', zh: '突发性事件' }, description: 'with cause and outcome' },
    OTHER_REQUIRED: { title: { en: 'Other items asked for', zh: '要求报送的其它信息' } },
  },
});

registerTitledEnum(PortalItemKind, {
  name: 'PortalItemKind',
  values: {
    STATIC: { title: { en: 'Static', zh: '静态信息' } },
    DYNAMIC: { title: { en: 'Dynamic', zh: '动态信息' } },
  },
});

registerTitledEnum(PortalItemForm, {
  name: 'PortalItemForm',
  description: 'By which it is decided by when an item is submitted, from what it tells of (P03.A04).',
  values: {
    EMERGENCY: { title: { en: 'Emergency', zh: '突发事件' }, description: 'at once' },
    MEETING_OR_NEWS: { title: { en: 'Meeting or news', zh: '会议情况、新闻' }, description: 'on the next day' },
    DOCUMENT_OR_REPORT: {
      title: { en: 'Document or report', zh: '文件、报告' },
      description: 'within three working days',
    },
    OTHER: { title: { en: 'Other', zh: '其他' }, description: 'within five working days' },
  },
});

registerTitledEnum(PortalItemStatus, {
  name: 'PortalItemStatus',
  values: {
    PREPARED: { title: { en: 'In preparation', zh: '未发布' }, description: 'was never published' },
    PUBLISHED: { title: { en: 'Published', zh: '已发布' } },
    EXPIRED: { title: { en: 'Expired', zh: '已到期' } },
    WITHDRAWN: { title: { en: 'Withdrawn', zh: '已撤下' } },
  },
});

registerTitledEnum(ItemVersionStatus, {
  name: 'ItemVersionStatus',
  values: {
    DRAFT: { title: { en: 'Draft', zh: '草稿' } },
    SUBMITTED: { title: { en: 'Submitted', zh: '待审查' }, description: 'waits for its review' },
    RETURNED: { title: { en: 'Returned', zh: '已退回' }, description: 'to be changed and submitted again' },
    REFUSED: { title: { en: 'Refused', zh: '未通过' } },
    APPROVED: { title: { en: 'Approved', zh: '已审查' }, description: 'waits for its publication' },
    SCHEDULED: { title: { en: 'Scheduled', zh: '定时发布' } },
    LIVE: { title: { en: 'Live', zh: '已发布' }, description: 'is what the public reads' },
    ENDED: { title: { en: 'Ended', zh: '已下线' }, description: 'replaced, expired or withdrawn' },
    DISCARDED: { title: { en: 'Discarded', zh: '已作废' } },
  },
});

registerTitledEnum(ItemVersionReason, {
  name: 'ItemVersionReason',
  description: 'Why there is a version.',
  values: {
    FIRST: { title: { en: 'First', zh: '首发' } },
    UPDATE: { title: { en: 'Update', zh: '更新' } },
    CORRECTION: { title: { en: 'Correction', zh: '更正' }, description: 'its note is shown to the public' },
    REPUBLICATION: {
      title: { en: 'Republication', zh: '重新发布' },
      description: 'after it expired or was withdrawn',
    },
  },
});
