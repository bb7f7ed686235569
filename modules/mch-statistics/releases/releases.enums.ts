import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum ReleaseDraftStatus {
  DRAFT = 'DRAFT',
  REQUESTED = 'REQUESTED',
  RELEASED = 'RELEASED',
}

registerTitledEnum(ReleaseDraftStatus, {
  name: 'ReleaseDraftStatus',
  description: 'How far a public release has come (发布状态).',
  values: {
    DRAFT: { title: { en: 'Draft', zh: '拟稿' } },
    REQUESTED: { title: { en: 'Under review', zh: '审批中' } },
    RELEASED: { title: { en: 'Released', zh: '已发布' } },
  },
});
