import { registerEnumType } from 'type-graphql';

/** How secret a record is (密级). Stored as the PostgreSQL enum `access.label`, whose order is this order. */
export enum Label {
  PUBLIC = 'PUBLIC',
  INTERNAL = 'INTERNAL',
  CONFIDENTIAL = 'CONFIDENTIAL',
  SECRET = 'SECRET',
  TOP_SECRET = 'TOP_SECRET',
}

registerEnumType(Label, {
  name: 'Label',
  description: 'How secret a record is (密级), from the lowest to the highest.',
  valuesConfig: {
    PUBLIC: { description: '公开' },
    INTERNAL: { description: '内部' },
    CONFIDENTIAL: { description: '秘密' },
    SECRET: { description: '机密: read by its keeper or with a grant' },
    TOP_SECRET: { description: '绝密: read by its keeper or with a grant' },
  },
});

export const labels = Object.values(Label);

const rank = (label: Label): number => labels.indexOf(label);

/** Whether somebody cleared for `clearance` is cleared for `label`. */
export const dominates = (clearance: Label, label: Label): boolean => rank(clearance) >= rank(label);

/** From SECRET up clearance alone is not enough: a record has a keeper, and only he or a grant opens it. */
export const isKeptApart = (label: Label): boolean => dominates(label, Label.SECRET);
