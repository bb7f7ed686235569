import { registerTitledEnum } from '../languages/enumTitles.js';
import type { Message } from '../languages/message.js';
import type { Label } from './labels.js';

/** What can be missing for a permission. */
export enum MissingKind {
  SIGN_IN = 'SIGN_IN',
  PASSWORD = 'PASSWORD',
  ROLE = 'ROLE',
  CLEARANCE = 'CLEARANCE',
  KEEPER = 'KEEPER',
  GRANT = 'GRANT',
  OWNER = 'OWNER',
  SOMEBODY_ELSE = 'SOMEBODY_ELSE',
  RECORD = 'RECORD',
  STATE = 'STATE',
  OTHER = 'OTHER',
}

registerTitledEnum(MissingKind, {
  name: 'MissingKind',
  description: 'What can be missing for a permission.',
  values: {
    SIGN_IN: { title: { en: 'Signing in', zh: '登录' } },
    PASSWORD: { title: { en: 'Password of the own', zh: '自设密码' } },
    ROLE: { title: { en: 'Role', zh: '角色' }, description: 'any of those in anyOf' },
    CLEARANCE: { title: { en: 'Clearance', zh: '涉密权限' }, description: 'for the label in level' },
    KEEPER: { title: { en: 'Keeper', zh: '保管人' } },
    GRANT: { title: { en: 'Grant', zh: '授权' }, description: 'for the action in action' },
    OWNER: { title: { en: 'Person concerned', zh: '当事人' }, description: 'whoever property names' },
    SOMEBODY_ELSE: { title: { en: 'Somebody else', zh: '其他人员' }, description: 'not whoever property names' },
    RECORD: { title: { en: 'Visible record', zh: '可见记录' }, description: 'none with this id is visible' },
    STATE: { title: { en: 'State', zh: '状态' }, description: 'something has to be done with the record first' },
    OTHER: { title: { en: 'Not open', zh: '不开放' }, description: 'nobody can be given it' },
  },
});

/** What is missing in words for people. */
export interface Words {
  message: Message;
  /** What to do about it, and whom to ask. */
  remedy: Message;
}

/** One condition, with what belongs to its kind. */
export interface Condition {
  kind: MissingKind;
  /** ROLE: any of these does. SOMEBODY_ELSE: whoever holds none of these. */
  anyOf?: readonly string[];
  /** CLEARANCE: at least this one. */
  level?: Label;
  /** GRANT: for this action. */
  action?: string;
  /** Said instead of what is said for the kind. STATE: what has to be done first, and how. */
  words?: Words;
  /** OWNER: whoever this property of the record names. SOMEBODY_ELSE: whoever it does not name. */
  property?: string;
}

/** The condition that the same is not so. */
export const opposite = ({ kind, anyOf, property }: Condition): Condition => ({
  kind: MissingKind.SOMEBODY_ELSE,
  ...(anyOf ? { anyOf } : {}),
  ...(property || kind === MissingKind.KEEPER ? { property: property ?? 'keeper' } : {}),
});
