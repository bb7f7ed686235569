import { registerTitledEnum } from '../languages/enumTitles.js';

/** How secret a record is (密级). Stored as the PostgreSQL enum `access.label`, whose order is this order. */
export enum Label {
  PUBLIC = 'PUBLIC',
  INTERNAL = 'INTERNAL',
  CONFIDENTIAL = 'CONFIDENTIAL',
  SECRET = 'SECRET',
  TOP_SECRET = 'TOP_SECRET',
}

registerTitledEnum(Label, {
  name: 'Label',
  description: 'How secret a record is (密级), from the lowest to the highest.',
  values: {
    PUBLIC: { title: { en: 'Public', zh: '公开' } },
    INTERNAL: { title: { en: 'Internal', zh: '内部' } },
    CONFIDENTIAL: { title: { en: 'Confidential', zh: '秘密' } },
    SECRET: { title: { en: 'Secret', zh: '机密' }, description: 'read by its keeper or with a grant' },
    TOP_SECRET: { title: { en: 'Top secret', zh: '绝密' }, description: 'read by its keeper or with a grant' },
  },
});

export const labels = Object.values(Label);

const rank = (label: Label): number => labels.indexOf(label);

/** Whether somebody cleared for `clearance` is cleared for `label`. */
export const dominates = (clearance: Label, label: Label): boolean => rank(clearance) >= rank(label);

/** From SECRET up clearance alone is not enough: a record has a keeper, and only he or a grant opens it. */
export const isKeptApart = (label: Label): boolean => dominates(label, Label.SECRET);
